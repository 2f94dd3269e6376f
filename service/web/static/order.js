// newsfold: which stories belong on the briefing, in which order, and how their cards take it.
import { all, live, one, path, still } from "./dom.js";

const TOLD = 3600000; // milliseconds for which it is told that a story is gone
export const query = live.dataset.query ? `?${live.dataset.query}` : "";
export let order = []; // of all stories that belong on the page
export let known = false; // whether the order has been asked for

export const fetchOrder = async () => {
  const answer = await fetch(`${path("order.json")}${query}`);
  if (!answer.ok) return;
  const said = await answer.json();
  order = said.stories;
  known = true;
  one("[data-period]").textContent = said.period;
};

// Cards of stories that have left the period, or stand behind the last place: days later there would be hundreds.
export const retire = () => {
  if (!known) return;
  for (const old of all(".card[data-story]", live)) if (!order.includes(old.dataset.story)) old.remove();
  for (const old of all(".card.gone", live)) if (Date.now() - old.dataset.at > TOLD) old.remove();
};

// The fewest cards that have to move: all but those of a longest run that stands in the right order already.
export const strays = () => {
  const places = all(".card[data-story]", live)
    .map((item) => order.indexOf(item.dataset.story))
    .filter((place) => place >= 0);
  const runs = [];
  for (const [at, place] of places.entries()) {
    runs.push(1 + Math.max(0, ...runs.filter((_, before) => before < at && places[before] < place)));
  }
  return places.length - Math.max(0, ...runs);
};

export const sort = () => {
  const cards = all(".card", live);
  const ranks = new Map();
  let last = -1;
  for (const item of cards) {
    const place = order.indexOf(item.dataset.story);
    // What tells of a story that is gone stays behind the card it stands behind.
    if ("story" in item.dataset) last = place < 0 ? order.length : place;
    ranks.set(item, last);
  }
  const tops = new Map(cards.map((item) => [item, item.getBoundingClientRect().top]));
  const held = document.activeElement;
  live.append(...cards.toSorted((a, b) => ranks.get(a) - ranks.get(b)));
  if (live.contains(held)) held.focus({ preventScroll: true });
  if (still.matches) return;
  for (const [item, before] of tops) {
    const moved = before - item.getBoundingClientRect().top;
    const seen = Math.min(before, before - moved) < innerHeight;
    if (moved && seen) item.animate([{ transform: `translateY(${moved}px)` }, {}], { duration: 250, easing: "ease-out" });
  }
};
