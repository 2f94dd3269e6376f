// newsfold: the briefing while one looks. New stories slide in, and nothing moves under the hands of somebody who is
// reading: then a bar says what there is, and waits to be asked.
import { dialog, live, one, path, reading, still } from "./dom.js";
import { notice, offer, offered } from "./messages.js";
import { fetchOrder, known, order, query, retire, sort, strays } from "./order.js";

const LOOK = 300000; // milliseconds between two looks at what belongs here: a period goes on while nothing comes in
const waiting = new Set(); // stories that are not on the page

const card = (id) => document.getElementById(`story-${id}`);
const box = (item) => one("input[type=checkbox]", item);

const busy = () => reading() || live.matches(":hover") || live.contains(document.activeElement);

// An answer without content is that the story does not belong here any more: its card goes, with what it said.
const fetchCard = async (id) => {
  const old = card(id);
  const picked = old && box(old)?.checked;
  const focused = old && old.contains(document.activeElement);
  const next = old ? null : order.slice(order.indexOf(id) + 1).map(card).find(Boolean);
  const [target, swap] = old ? [old, "outerHTML"] : next ? [next, "beforebegin"] : [live, "beforeend"];
  // A source of its own: of requests from one source that come meanwhile, htmx sends but the last.
  await htmx.ajax("GET", path("cards", id) + query, { source: old ?? live, target, swap });
  const fresh = card(id);
  if (!fresh || fresh === old) return;
  fresh.classList.add("arrived");
  if (picked && box(fresh)) box(fresh).checked = true;
  if (focused) fresh.focus({ preventScroll: true });
  one(".empty")?.remove();
};

const letAllIn = async () => {
  const ids = order.filter((id) => waiting.has(id));
  waiting.clear();
  offer(null);
  retire();
  // The last first, so that each finds the one it stands before.
  for (const id of ids.reverse()) await fetchCard(id);
  if (strays()) sort();
};

// Those of one time after those of another: they come from one source.
let entering = Promise.resolve();
const letIn = () => (entering = entering.then(letAllIn, letAllIn));

const settle = () => {
  const added = order.filter((id) => waiting.has(id)).length;
  const moved = strays();
  if (!added && !moved) {
    if (!busy()) retire();
    return offer(null);
  }
  if (!busy()) return letIn();
  const words = [added && `${added} new`, moved && (moved === 1 ? "1 story moved" : `${moved} stories moved`)];
  offer(words.filter(Boolean).join(", "), () => {
    scrollTo({ top: 0, behavior: still.matches ? "auto" : "smooth" });
    letIn();
  });
};

const away = (id, words, href, link) => {
  waiting.delete(id);
  const old = card(id);
  if (!old) return;
  const gone = notice(words, href, link);
  gone.id = old.id;
  gone.classList.add("card", "gone");
  gone.dataset.at = Date.now();
  old.replaceWith(gone);
};

const headline = (id) => one("h2", card(id) ?? document.createElement("p"))?.textContent ?? "A story";

export const onBriefing = async (told) => {
  const changed = new Set();
  for (const { type, story_id: id, data } of told) {
    changed.add(id);
    if (type === "story.withdrawn") {
      changed.delete(id);
      away(id, "A story was withdrawn.");
    }
    if (type === "story.merged") {
      changed.delete(data.absorbed);
      away(data.absorbed, `“${headline(data.absorbed)}” was merged into another story.`, path("stories", id), "Go there");
    }
  }
  for (const id of changed) if (!card(id)) waiting.add(id);
  await Promise.all([fetchOrder(), ...[...changed].filter(card).map(fetchCard)]);
  return settle();
};

// What had to wait is done as soon as nobody is at it any more.
const freed = () => setTimeout(() => !busy() && (offered() ? letIn() : retire()));

const look = async () => {
  if (document.hidden) return;
  await fetchOrder().catch(() => null); // that nothing can be asked for is told by the stream
  if (known) settle();
};

export const watch = () => {
  live.addEventListener("pointerleave", freed);
  live.addEventListener("focusout", freed);
  document.addEventListener("change", freed);
  document.addEventListener("scrollend", freed);
  dialog.addEventListener("close", freed);
  document.addEventListener("visibilitychange", look);
  setInterval(look, LOOK);
};
