"use strict";
// Keeps open pages moving: one event stream per page brings elements that replace those of the same id.
(() => {
  const retryLimit = 30000;

  // Times are written in the user's zone; without one in his settings, in the browser's.
  const zone = document.documentElement.dataset.zone || undefined;
  const formats = {
    full: {dateStyle: "medium", timeStyle: "short"},
    seconds: {hour: "2-digit", minute: "2-digit", second: "2-digit"},
    clock: {hour: "2-digit", minute: "2-digit"},
  };
  const formatted = new Map();
  function formatter(name) {
    if (!formatted.has(name)) formatted.set(name, new Intl.DateTimeFormat(undefined, {...formats[name], hourCycle: "h23", timeZone: zone}));
    return formatted.get(name);
  }
  function writeTimes(root) {
    for (const element of root.querySelectorAll("[datetime], [data-time]")) {
      const at = new Date(element.getAttribute("datetime") || element.dataset.time);
      if (Number.isNaN(at.valueOf())) continue;
      element.textContent = formatter(element.dataset.format || "full").format(at);
    }
  }

  // Changes only what differs, so that focus, selection and open details survive.
  function morph(from, to) {
    if (from.isEqualNode(to)) return;
    if (from.nodeName !== to.nodeName || from.nodeType !== Node.ELEMENT_NODE) {
      from.replaceWith(to);
      return;
    }
    for (const {name} of [...from.attributes]) if (name !== "open" && !to.hasAttribute(name)) from.removeAttribute(name);
    for (const {name, value} of to.attributes) if (from.getAttribute(name) !== value) from.setAttribute(name, value);
    if (from.nodeName === "PROGRESS") from.value = to.value;
    if (from.childNodes.length === to.childNodes.length) {
      const next = [...to.childNodes];
      [...from.childNodes].forEach((child, index) => morph(child, next[index]));
    } else {
      from.replaceChildren(...to.childNodes);
    }
  }

  function apply(html) {
    const template = document.createElement("template");
    template.innerHTML = html;
    writeTimes(template.content);
    for (const element of [...template.content.children]) {
      const present = document.getElementById(element.id);
      if (present) morph(present, element);
      else insert(element);
    }
  }

  function insert(element) {
    const container = document.getElementById(element.dataset.into);
    if (!container) return;
    if (container.dataset.only && container.dataset.only !== element.dataset.action) return;
    if (container.dataset.paused) {
      const held = waiting.get(container) || [];
      held.push(element);
      waiting.set(container, held.slice(-Number(container.dataset.max || 200)));
      return;
    }
    if (container.dataset.newest === "first") container.prepend(element);
    else container.append(element);
    while (container.children.length > Number(container.dataset.max || Infinity)) {
      (container.dataset.newest === "first" ? container.lastElementChild : container.firstElementChild).remove();
    }
  }
  const waiting = new WeakMap();

  function listen(page) {
    let delay = 1000;
    const state = page.querySelector("[data-live-state]");
    const tell = (name, text) => {
      if (!state || state.dataset.state === name) return;
      state.dataset.state = name;
      state.querySelector("[data-live-text]").textContent = text;
    };
    (function connect() {
      if (!page.isConnected) return;
      const source = new EventSource(page.dataset.live);
      // A stream that ends at once was never live.
      let opened;
      source.onopen = () => { delay = 1000; opened = setTimeout(() => tell("live", "Live"), 300); };
      source.addEventListener("patch", event => page.isConnected ? apply(event.data) : source.close());
      source.addEventListener("reload", () => { source.close(); location.reload(); });
      source.addEventListener("stop", () => { source.close(); tell("stopped", "Not live"); });
      source.onerror = () => {
        clearTimeout(opened);
        tell("lost", "Reconnecting");
        if (source.readyState !== EventSource.CLOSED) return;
        setTimeout(connect, delay);
        delay = Math.min(delay * 2, retryLimit);
      };
    })();
  }

  function prepare(root) {
    writeTimes(root);
    const pages = [...root.querySelectorAll("[data-live]")];
    if (root.matches?.("[data-live]")) pages.push(root);
    for (const page of pages) if (!page.listening) { page.listening = true; listen(page); }
  }

  function togglePause(button) {
    const container = document.getElementById(button.getAttribute("aria-controls"));
    const paused = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(paused));
    button.textContent = paused ? "Resume" : "Pause";
    if (paused) { container.dataset.paused = "yes"; return; }
    delete container.dataset.paused;
    for (const element of waiting.get(container) || []) insert(element);
    waiting.delete(container);
  }

  document.addEventListener("click", event => {
    const dismiss = event.target.closest("[data-dismiss]");
    if (dismiss) dismiss.closest("[data-dismissable]").remove();
    const toggle = event.target.closest("[data-toggle]");
    if (toggle) {
      const open = document.getElementById(toggle.dataset.toggle).classList.toggle("open");
      toggle.setAttribute("aria-expanded", String(open));
    }
    const pause = event.target.closest("[data-pause]");
    if (pause) togglePause(pause);
  });
  document.addEventListener("htmx:load", event => prepare(event.detail.elt));
  prepare(document);
})();
