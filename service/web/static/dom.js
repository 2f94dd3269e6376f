// newsfold: the page, as all scripts find it.
export const root = document.documentElement.dataset.root;
export const one = (selector, where = document) => where.querySelector(selector);
export const all = (selector, where = document) => [...where.querySelectorAll(selector)];
export const path = (...parts) => [root, ...parts.map(encodeURIComponent)].join("/");
export const dialog = one("[data-keys]");
export const live = one("[data-live]"); // what shows what happens; null on other pages
export const reading = () => scrollY > 160 || one("input:checked[type=checkbox]") !== null || dialog.open;
export const still = matchMedia("(prefers-reduced-motion: reduce)"); // whether nothing is to be animated
