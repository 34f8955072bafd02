"use strict";
// Passkeys, and links whose secret stands behind the #.
(() => {
  const csrf = document.querySelector("[data-csrf]")?.dataset.csrf || "";

  async function post(path, body) {
    const answer = await fetch(path, {
      method: "POST", credentials: "same-origin",
      headers: {"Content-Type": "application/json", "X-XSRF-TOKEN": csrf}, body: JSON.stringify(body),
    });
    const text = await answer.text();
    const content = text ? JSON.parse(text) : {};
    if (!answer.ok) throw new Error(content.error || "That did not work. Reload the page and try again.");
    return content;
  }

  function say(sentence) {
    const error = document.getElementById("error");
    error.querySelector("[data-text]").textContent = sentence;
    error.hidden = false;
  }

  function orSay(work) {
    return event => {
      event.preventDefault();
      work(event.currentTarget).catch(failure => say(failure.name === "NotAllowedError" ? "No passkey was used." : failure.message));
    };
  }

  async function signIn(button) {
    const asked = await post("/login/passkey/options", {});
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(asked.publicKey);
    const credential = await navigator.credentials.get({publicKey});
    const entered = await post("/login/passkey", {ticket: asked.ticket, credential: credential.toJSON(), next: button.dataset.next});
    location.assign(entered.next);
  }

  async function add(form) {
    const asked = await post("/account/passkeys/options", {password: form.elements.password.value});
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(asked.publicKey);
    const credential = await navigator.credentials.create({publicKey});
    await post("/account/passkeys", {ticket: asked.ticket, name: form.elements.name.value, credential: credential.toJSON()});
    location.assign("/account");
  }

  async function readLink(input) {
    if (location.hash.length > 1) {
      input.value = location.hash.slice(1);
      history.replaceState(null, "", location.pathname);
    }
    if (!input.value) return say("This page needs the whole link that you were given.");
    try {
      const invited = await post("/welcome/look", {link: input.value});
      document.getElementById("invited").textContent = `for ${invited.email}, account ${invited.accountName}`;
      const name = document.querySelector("input[name=name]");
      if (!name.value) name.value = invited.name;
    } catch {
      say("This link was used already, was replaced by another, or is too old. Ask for a new one.");
    }
  }

  const capable = window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON;
  const button = document.getElementById("passkey-sign-in");
  if (button && capable) {
    button.hidden = false;
    button.addEventListener("click", orSay(signIn));
  }
  const adding = document.getElementById("passkey-add");
  if (adding && capable) adding.addEventListener("submit", orSay(add));
  else if (adding) adding.hidden = true;
  const link = document.getElementById("link");
  if (link) readLink(link);
})();
