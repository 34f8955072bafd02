// The driver's page: my stations, live, with a button to start and one to stop.

import * as session from "./session.js";
import { follow } from "./live.js";

const STAGES = ["queued", "sent", "answered", "effective"];
const FOLLOW_TASK_FOR = 120_000;

const $ = (id) => document.getElementById(id);
const stations = new Map(); // id -> station as listed
const connectors = new Map(); // key -> { item, row }
let transactions = new Map(); // those the driver may stop
let watching = null;
let lastUpdate = null;
let connected = false;

const keyOf = (item) => `${item.stationId}/${item.evse}/${item.connector}`;

// Signing in and out

$("sign-in").addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const button = form.querySelector("button");
  button.disabled = true;
  $("sign-in-problem").textContent = "";
  try {
    await session.signIn(form.username.value, form.password.value);
    form.password.value = "";
    await begin();
  } catch (problem) {
    $("sign-in-problem").textContent = problem.status === 401 ? "E-mail or password is wrong." : problem.message;
  } finally {
    button.disabled = false;
  }
});

$("sign-out").addEventListener("click", async () => {
  end("");
  await session.signOut();
});

function end(reason) {
  watching?.abort();
  watching = null;
  show(false);
  $("who").textContent = "";
  $("sign-in-problem").textContent = reason;
}

function show(signedIn) {
  $("sign-in").hidden = signedIn;
  $("stations-page").hidden = !signedIn;
  $("sign-out").hidden = !signedIn;
}

async function begin() {
  const me = await session.get("/api/v1/me");
  $("who").textContent = me.name ?? me.email;
  if (me.darkMode) document.documentElement.dataset.theme = "dark";
  show(true);
  await Promise.all([listStations(), listTransactions()]);
  watching?.abort();
  watching = new AbortController();
  follow({
    signal: watching.signal,
    onItem: changed,
    onAlive: () => { connected = true; showFreshness(); },
    onBreak: () => { connected = false; showFreshness(); },
    onEnd: () => end("Please sign in again."),
  });
}

// Stations and connectors

let listing = null; // one at a time, however many changes of a new station come in

function listStations() {
  listing ??= readStations().finally(() => { listing = null; });
  return listing;
}

async function readStations() {
  const all = [];
  for (let next = ""; next !== null; ) {
    const page = await session.get(`/api/v1/stations?limit=100${next && `&cursor=${encodeURIComponent(next)}`}`);
    all.push(...page.items);
    next = page.next ?? null;
  }
  stations.clear();
  connectors.clear();
  const cards = all.map(card);
  $("stations").replaceChildren(...cards);
  $("empty").hidden = cards.length > 0;
}

/** Those that run now: a driver gets his own, so that only those show a stop button. */
async function listTransactions() {
  const page = await session.get("/api/v1/transactions?active=true&limit=100");
  transactions = new Map(page.items.map((transaction) => [transaction.id, transaction]));
  connectors.forEach(draw);
}

function card(station) {
  stations.set(station.id, station);
  const card = $("station").content.cloneNode(true).firstElementChild;
  station.card = card;
  card.querySelector(".name").textContent = station.name || station.id;
  const price = station.pricePerKwh == null ? null : `${money(station.pricePerKwh, station.currency)} per kWh`;
  card.querySelector(".about").textContent = [station.name ? station.id : null, station.vendor, station.model, price].filter(Boolean).join(" · ");
  for (const connector of station.connectors ?? []) {
    changed({ ...connector, stationId: station.id, online: station.online, at: null, sequence: 0 });
  }
  drawOnline(station, station.online);
  return card;
}

function changed(item) {
  if (!item.stationId) return;
  const station = stations.get(item.stationId);
  if (!station) {
    listStations().catch(notice);
    return;
  }
  const key = keyOf(item);
  const before = connectors.get(key);
  const connector = before ?? { row: newRow(station, item) };
  connector.item = item;
  connectors.set(key, connector);
  if (item.at !== null) lastUpdate = Date.now();
  if (item.transactionId && before?.item.transactionId !== item.transactionId && !transactions.has(item.transactionId)) {
    listTransactions().catch(notice);
  }
  drawOnline(station, item.online);
  draw(connector);
  showFreshness();
}

function newRow(station, item) {
  const row = $("connector").content.cloneNode(true).firstElementChild;
  row.querySelector(".place").textContent = `Connector ${item.connector > 1 ? `${item.evse}.${item.connector}` : item.evse}`;
  row.querySelector(".start").addEventListener("click", () => order(keyOf(item), "start"));
  row.querySelector(".stop").addEventListener("click", () => order(keyOf(item), "stop"));
  station.card.querySelector(".connectors").append(row);
  return row;
}

function drawOnline(station, online) {
  const mark = station.card.querySelector(".online");
  mark.textContent = online ? "Online" : "Offline";
  mark.className = `online ${online ? "is-on" : "is-off"}`;
}

function draw({ item, row, busy }) {
  const station = stations.get(item.stationId);
  const mine = transactions.get(item.transactionId);
  const running = Boolean(item.transactionId);
  row.classList.toggle("is-charging", Boolean(item.charging));
  row.classList.toggle("is-mine", Boolean(mine));
  const status = row.querySelector(".status");
  const outOfService = ["Faulted", "Unavailable"].includes(item.status);
  status.textContent = item.charging ? "Charging" : outOfService ? item.status : (item.reportedStatus ?? item.status);
  status.dataset.status = item.charging ? "Charging" : item.status;
  row.querySelector(".power").textContent = figure(item.powerKw, 1, "kW");
  row.querySelector(".energy").textContent = figure(item.energyKwh, 2, "kWh");
  row.querySelector(".time").textContent = mine ? duration(Date.now() - Date.parse(mine.startedAt)) : "–";
  const price = mine?.pricePerKwh ?? station.pricePerKwh;
  row.querySelector(".cost").textContent = price == null || item.energyKwh == null ? "–" : money(price * item.energyKwh, station.currency);
  row.querySelector(".battery").hidden = item.socPercent == null;
  row.querySelector("progress").value = item.socPercent ?? 0;
  row.querySelector(".percent").textContent = figure(item.socPercent, 0, "%");
  const [start, stop] = [row.querySelector(".start"), row.querySelector(".stop")];
  start.hidden = running;
  stop.hidden = !mine;
  start.disabled = Boolean(busy) || !item.online || outOfService;
  stop.disabled = Boolean(busy) || !item.online;
}

// Starting and stopping

async function order(key, what) {
  const connector = connectors.get(key);
  const { stationId, evse, connector: number, transactionId } = connector.item;
  tell(connector, "", null);
  connector.busy = true;
  draw(connector);
  stages(connector, "sent");
  try {
    const body = what === "start" ? { stationId, evse, connector: number } : { transactionId };
    await followTask(connector, await session.send(`/api/v1/charging/${what}`, body), what);
  } catch (problem) {
    stages(connector, null);
    tell(connector, problem.message, "bad");
  } finally {
    connector.busy = false;
    draw(connectors.get(key) ?? connector);
  }
}

async function followTask(connector, first, what) {
  const deadline = Date.now() + FOLLOW_TASK_FOR;
  for (let task = first; ; task = await session.get(`/api/v1/tasks/${encodeURIComponent(task.id)}`)) {
    stages(connector, task.stage);
    if (task.stage === "effective") return tell(connector, what === "start" ? "It is charging." : "It has stopped.", "good");
    if (task.stage === "failed" || (task.result && task.result !== "Accepted")) {
      stages(connector, null);
      return tell(connector, sentenceOf(task), "bad");
    }
    if (task.stage === "answered") tell(connector, what === "start" ? "Accepted. Plug the car in if you have not yet." : "Accepted.", null);
    if (Date.now() > deadline) return tell(connector, "The station has not said yet what came of it.", "bad");
    await new Promise((resume) => setTimeout(resume, 1000));
  }
}

function sentenceOf(task) {
  const error = typeof task.error === "string" ? task.error : (task.error?.detail ?? task.error?.message);
  return error ?? `The station answered: ${task.result ?? "no"}.`;
}

function stages({ row }, stage) {
  const list = row.querySelector(".stages");
  list.hidden = stage === null;
  list.replaceChildren(...STAGES.map((name) => {
    const step = document.createElement("li");
    step.textContent = name;
    step.className = STAGES.indexOf(name) <= STAGES.indexOf(stage) ? "done" : "";
    return step;
  }));
}

function tell({ row }, sentence, kind) {
  const outcome = row.querySelector(".outcome");
  outcome.textContent = sentence;
  outcome.className = `outcome ${kind ?? ""}`;
}

// Small things

function notice(problem) {
  $("notice").textContent = problem.message;
}

function showFreshness() {
  const place = $("freshness");
  place.classList.toggle("is-live", connected);
  const age = lastUpdate === null ? null : Math.round((Date.now() - lastUpdate) / 1000);
  const text = age === null ? "waiting for the first figures" : `last update ${age < 120 ? `${age} s` : `${Math.round(age / 60)} min`} ago`;
  place.textContent = connected ? text : `connecting again … ${text}`;
}

const figure = (value, digits, unit) => value == null ? "–"
  : `${value.toLocaleString(undefined, { minimumFractionDigits: digits, maximumFractionDigits: digits })} ${unit}`;

const money = (value, currency) => currency
  ? value.toLocaleString(undefined, { style: "currency", currency })
  : value.toLocaleString(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

function duration(millis) {
  const minutes = Math.max(0, Math.floor(millis / 60_000));
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

setInterval(() => {
  if ($("stations-page").hidden) return;
  showFreshness();
  connectors.forEach(draw);
}, 1000);

if (session.isSignedIn()) begin().catch((problem) => (problem.status === 401 ? end("") : (show(true), notice(problem))));
else show(false);
