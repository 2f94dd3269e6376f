// newsfold: what the page says by itself. A bar, in which what is wrong with the stream goes before what is new, and
// notices in the place of what is gone.
import { one } from "./dom.js";

const bar = one("[data-bar]");
let wrong = null;
let news = null;

const show = () => {
  const shown = wrong ?? news;
  bar.hidden = shown === null;
  bar.replaceChildren();
  if (shown === null) return;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = shown.words;
  button.addEventListener("click", shown.act);
  bar.append(button);
};

export const offer = (words, act) => {
  news = words ? { words, act } : null;
  show();
};

export const complain = (words, act) => {
  wrong = words ? { words, act } : null;
  show();
};

export const offered = () => news !== null;

export const notice = (words, href, link) => {
  const section = document.createElement("section");
  section.className = "notice warm";
  section.setAttribute("role", "alert");
  const text = document.createElement("p");
  text.textContent = words;
  section.append(text);
  if (href) {
    const anchor = document.createElement("a");
    anchor.href = href;
    anchor.textContent = link;
    section.append(anchor);
  }
  return section;
};
