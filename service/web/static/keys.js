// newsfold: keys. Everything here can be done without them.
import { all, dialog, one } from "./dom.js";

const visible = (element) => element !== null && element.getClientRects().length > 0;
const help = one("[data-help]");
help.hidden = false;
help.addEventListener("click", () => dialog.showModal());

const current = () => document.activeElement?.closest("[data-item]") ?? null;

const go = (step) => {
  const items = all("[data-item]").filter(visible);
  if (!items.length) return;
  const at = items.indexOf(current());
  const first = items.findIndex((item) => item.getBoundingClientRect().bottom > 40);
  const next = at < 0 ? Math.max(first, 0) : Math.min(Math.max(at + step, 0), items.length - 1);
  items[next].focus({ preventScroll: true });
  const tall = items[next].offsetHeight > innerHeight * 0.8;
  items[next].scrollIntoView({ block: tall ? "start" : "nearest" });
};

const box = (item) => item && one("input[type=checkbox]", item);

const toggle = () => {
  const found = box(current());
  if (found) found.checked = !found.checked;
};

// The verb of the report one is at, else that of the page.
const press = (verb) => {
  const here = current();
  const selector = `[data-verb="${verb}"]`;
  [...(here ? all(selector, here) : []), ...all(selector)].find(visible)?.click();
};

// Merging and splitting are about what is selected; where nothing is, about what one is at.
const pressSelected = (verb, name) => {
  const found = box(current());
  if (found?.name === name && !one(`input[name="${name}"]:checked`)) found.checked = true;
  press(verb);
};

const keys = {
  j: () => go(1),
  k: () => go(-1),
  "/": () => one("input[type=search]")?.focus(),
  o: () => one("[data-open]", current() ?? document.createElement("p"))?.click(),
  x: toggle,
  m: () => pressSelected("m", "story"),
  s: () => pressSelected("s", "article"),
  p: () => current() && press("p"),
  u: () => press("u"),
  "?": () => dialog.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || dialog.open) return;
  const typing = event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select");
  const act = Object.hasOwn(keys, event.key) ? keys[event.key] : null;
  if (typing || !act) return;
  event.preventDefault();
  act();
});
