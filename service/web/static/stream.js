// newsfold: the stream of what happens, kept open while somebody looks.
import { live, path } from "./dom.js";
import { complain } from "./messages.js";

const KINDS = [
  "story.created", "story.updated", "story.merged", "story.split", "story.withdrawn", "storyline.merged",
  "representative.changed", "article.revised", "article.withdrawn",
];
const SETTLE = 150; // milliseconds: what comes in one batch is shown at once
const ASK = 60000; // milliseconds between two questions what has happened, of a tab that nobody looks at
const AGAIN = 5000; // milliseconds until a stream that was refused is asked for again, and until a gap is told of

let tell = null; // what is called with the events that came together
let place = live.dataset.place;
let heard = [];
let telling = false;
let stream = null;

const hear = async (event, sequence) => {
  place = sequence || place;
  heard.push(event);
  if (telling) return;
  telling = true;
  try {
    while (heard.length) {
      await new Promise((done) => setTimeout(done, SETTLE));
      const told = heard;
      heard = [];
      await tell(told);
    }
  } finally {
    telling = false;
  }
};

let leaving = false;
let gap = null; // the timer of a broken connection

const notLive = () => complain("Not live at the moment: load again", () => location.reload());

const refused = async () => {
  // Streams break as well where one goes to another page.
  await new Promise((done) => setTimeout(done, SETTLE));
  if (leaving || stream?.readyState !== EventSource.CLOSED) return;
  const answer = await fetch(`${path("v1", "events")}?limit=1&after=${place}`).catch(() => null);
  if (answer?.status === 401 || answer?.status === 403) {
    return complain("Your key is no longer valid: sign in again", () => location.reload());
  }
  notLive();
  setTimeout(attend, AGAIN);
};

const heal = () => {
  clearTimeout(gap);
  gap = null;
};

const listen = () => {
  stream = new EventSource(`${path("v1", "events", "stream")}?after=${place}`);
  const said = (event) => hear(JSON.parse(event.data), event.lastEventId);
  KINDS.forEach((kind) => stream.addEventListener(kind, said));
  stream.addEventListener("open", () => {
    heal();
    complain(null);
  });
  // Broken connections are taken up again by themselves, mostly before anybody could notice; what is refused is not.
  stream.addEventListener("error", () => {
    if (stream === null) return;
    if (stream.readyState !== EventSource.CLOSED) return (gap ??= setTimeout(notLive, AGAIN));
    heal();
    refused();
  });
};

// A browser has six connections to a server, and each stream keeps one: a seventh tab would never open. Tabs that
// nobody looks at ask now and then.
const attend = () => {
  if (!document.hidden) return stream && stream.readyState !== EventSource.CLOSED ? null : listen();
  stream?.close();
  stream = null;
  heal();
};

const ask = async () => {
  if (!document.hidden) return;
  const answer = await fetch(`${path("v1", "events")}?after=${place}`).catch(() => null);
  if (!answer?.ok || !document.hidden) return;
  for (const event of (await answer.json()).events) hear(event, event.sequence);
};

export const follow = (teller) => {
  tell = teller;
  attend();
  document.addEventListener("visibilitychange", attend);
  setInterval(ask, ASK);
  addEventListener("pagehide", () => {
    leaving = true;
    stream?.close();
  });
  addEventListener("pageshow", (event) => event.persisted && location.reload());
};
