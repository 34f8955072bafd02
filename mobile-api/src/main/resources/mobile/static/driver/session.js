// Who is signed in, and calls made in his name. The refresh token stays in this browser, the access token in this page.

const KEPT = "wattline.refreshToken";
let accessToken = null;

/** Why the platform refused: a stable code and a sentence for people. */
export class Problem extends Error {
  constructor(status, code, sentence) {
    super(sentence);
    this.status = status;
    this.code = code;
  }
}

export const isSignedIn = () => localStorage.getItem(KEPT) !== null;

export async function signIn(username, password) {
  keep(await post("/api/v1/auth/token", { username, password }));
}

export async function signOut() {
  const refreshToken = localStorage.getItem(KEPT);
  forget();
  if (refreshToken) await post("/api/v1/auth/logout", { refreshToken }).catch(() => {});
}

export const get = (path) => call(path, {});
export const send = (path, body) => call(path, asJson(body));

/** Opens a response with a valid access token, getting a new one when the old has expired. */
export async function open(path, options) {
  if (accessToken === null) await renew(null);
  const used = accessToken;
  const answer = await fetch(path, withToken(options));
  if (answer.status !== 401) return answer;
  await renew(used);
  return fetch(path, withToken(options));
}

/** The next call gets a new access token first. */
export function expire() {
  accessToken = null;
}

function forget() {
  accessToken = null;
  localStorage.removeItem(KEPT);
}

function keep(tokens) {
  accessToken = tokens.accessToken;
  localStorage.setItem(KEPT, tokens.refreshToken);
}

/** A refresh token works once, so only one tab at a time may use it. */
async function renew(used) {
  await navigator.locks.request(KEPT, async () => {
    if (accessToken !== null && accessToken !== used) return;
    const refreshToken = localStorage.getItem(KEPT);
    if (refreshToken === null) throw new Problem(401, "unauthorized", "Please sign in.");
    try {
      keep(await post("/api/v1/auth/token", { refreshToken }));
    } catch (problem) {
      if (problem.status === 401) forget();
      throw problem;
    }
  });
}

async function call(path, options) {
  return read(await open(path, options));
}

async function post(path, body) {
  return read(await fetch(path, asJson(body)));
}

const asJson = (body) => ({ method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

const withToken = (options) => ({ ...options, headers: { ...options.headers, Authorization: `Bearer ${accessToken}` } });

async function read(answer) {
  if (answer.status === 204) return null;
  const body = await answer.json().catch(() => ({}));
  if (answer.ok) return body;
  throw new Problem(answer.status, body.code ?? "unavailable", body.detail ?? "The platform cannot be reached at the moment.");
}
