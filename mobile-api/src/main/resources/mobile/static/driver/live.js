// The live stream: server-sent events read by fetch, because an EventSource cannot carry a token.

import * as session from "./session.js";

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 10_000;
const SILENCE = 40_000; // the stream speaks at least every 15 s

/**
 * Follows all that the driver may see, through tunnels and restarts: after a break it asks for what came since.
 * Tells every item to onItem, every sign of life to onAlive, a break to onBreak; ends when the driver has to sign in again.
 */
export async function follow({ onItem, onAlive, onBreak, onEnd, signal }) {
  let seen = null;
  let pause = FIRST_PAUSE;
  while (!signal.aborted) {
    try {
      await once(seen, signal, (event) => {
        pause = FIRST_PAUSE;
        onAlive();
        if (event.name === "problem") return session.expire();
        if (event.data === null) return;
        seen = Math.max(seen ?? 0, event.data.sequence);
        onItem(event.data);
      });
    } catch (problem) {
      if (signal.aborted) return;
      if (problem.status === 401) return onEnd(problem);
    }
    if (signal.aborted) return;
    onBreak();
    await new Promise((resume) => setTimeout(resume, pause * (0.5 + Math.random())));
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }
}

async function once(seen, signal, onEvent) {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), SILENCE);
  try {
    const query = seen === null ? "" : `?since=${seen}`;
    const answer = await session.open(`/api/v1/live${query}`, {
      headers: { Accept: "text/event-stream" },
      signal: AbortSignal.any([signal, silence.signal]),
    });
    if (!answer.ok) throw new session.Problem(answer.status, "refused", "The live stream was refused.");
    let rest = "";
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader(); // Safari cannot loop over a stream
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENCE);
      const blocks = (rest + chunk.value).split("\n\n");
      rest = blocks.pop();
      blocks.forEach((block) => onEvent(parse(block)));
    }
  } finally {
    clearTimeout(timer);
  }
}

function parse(block) {
  const lines = block.split("\n");
  const field = (name) => lines.filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1).trim());
  const data = field("data").join("\n");
  return { name: field("event")[0] ?? "message", data: data === "" ? null : JSON.parse(data) };
}
