// newsfold: keys, and what happens while one looks. Everything here can be done without it.
"use strict";

(() => {
  const root = document.documentElement.dataset.root;
  const one = (selector, where = document) => where.querySelector(selector);
  const all = (selector, where = document) => [...where.querySelectorAll(selector)];
  const visible = (element) => element !== null && element.getClientRects().length > 0;
  const path = (...parts) => [root, ...parts.map(encodeURIComponent)].join("/");

  // ---- keys

  const dialog = one("[data-keys]");
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

  // ---- a file dropped onto the paste box

  const drop = one("[data-drop]");
  if (drop) {
    drop.addEventListener("dragover", (event) => event.preventDefault());
    drop.addEventListener("drop", (event) => {
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      one("input[type=file]", drop).files = event.dataTransfer.files;
    });
  }

  // ---- what happens meanwhile

  const live = one("[data-live]");
  if (!live) return;
  const bar = one("[data-bar]");
  const KINDS = [
    "story.created", "story.updated", "story.merged", "story.split", "story.withdrawn", "storyline.merged",
    "representative.changed", "article.revised", "article.withdrawn",
  ];
  const SETTLE = 150; // milliseconds: what comes in one batch is shown at once

  const offer = (words, act) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words;
    button.addEventListener("click", act);
    bar.replaceChildren(button);
    bar.hidden = false;
  };

  const notice = (words, href, link) => {
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

  const reading = () => scrollY > 160 || one("input:checked[type=checkbox]") !== null || dialog.open;

  // ---- the briefing

  const card = (id) => document.getElementById(`story-${id}`);
  const waiting = new Set();

  const fetchCard = async (id) => {
    const query = live.dataset.query ? `?${live.dataset.query}` : "";
    const old = card(id);
    const picked = old && box(old)?.checked;
    const focused = old && old.contains(document.activeElement);
    const target = old ?? live;
    await htmx.ajax("GET", path("cards", id) + query, { target, swap: old ? "outerHTML" : "afterbegin" });
    const fresh = card(id);
    if (!fresh || fresh === old) return;
    fresh.classList.add("arrived");
    if (picked && box(fresh)) box(fresh).checked = true;
    if (focused) fresh.focus({ preventScroll: true });
    const empty = one(".empty");
    if (empty) empty.remove();
  };

  const letIn = () => {
    if ("narrow" in live.dataset) return location.reload();
    const ids = [...waiting];
    waiting.clear();
    bar.hidden = true;
    scrollTo({ top: 0 });
    ids.forEach(fetchCard);
  };

  const away = (id, words, href, link) => {
    waiting.delete(id);
    const old = card(id);
    if (!old) return;
    const gone = notice(words, href, link);
    gone.id = old.id;
    gone.classList.add("card", "gone");
    old.replaceWith(gone);
  };

  const headline = (id) => one("h2", card(id) ?? document.createElement("p"))?.textContent ?? "A story";

  const onBriefing = (told) => {
    const changed = new Set();
    for (const { type, story_id: id, data } of told) {
      if (type === "story.withdrawn") away(id, "A story was withdrawn.");
      else changed.add(id);
      if (type === "story.merged") {
        away(data.absorbed, `“${headline(data.absorbed)}” was merged into another story.`, path("stories", id), "Go there");
      }
    }
    for (const id of changed) {
      if (card(id)) fetchCard(id);
      else waiting.add(id);
    }
    if (!waiting.size) return;
    if (reading() || "narrow" in live.dataset) offer(`${waiting.size} new`, letIn);
    else letIn();
  };

  // ---- one story

  let changes = 0;

  const onStory = (told) => {
    const own = live.dataset.story;
    for (const { type, story_id: id, data } of told) {
      if (type === "story.merged" && data.absorbed === own) {
        changes = 0;
        bar.hidden = true;
        one("main").prepend(notice("This story was just merged into another.", path("stories", id), "Go there"));
        return scrollTo({ top: 0 });
      }
      if (type === "story.withdrawn" && id === own) {
        return one("main").replaceChildren(notice("This story was just withdrawn.", `${root}/`, "Back to the briefing"));
      }
      if (id === own || data.into === own) changes += 1;
    }
    if (!changes) return;
    const show = () => {
      changes = 0;
      bar.hidden = true;
      htmx.ajax("GET", location.pathname + location.search, { target: "#main", select: "#main", swap: "outerHTML" });
    };
    // What was withdrawn must not be read on.
    const withdrawn = told.some(({ type }) => type === "article.withdrawn");
    if (!withdrawn && (reading() || one("details[open]"))) {
      offer(changes === 1 ? "1 change" : `${changes} changes`, () => location.reload());
    } else show();
  };

  // ---- the stream

  const tell = live.dataset.live === "briefing" ? onBriefing : onStory;
  let heard = [];
  let timer = 0;

  const hear = (event) => {
    heard.push(JSON.parse(event.data));
    clearTimeout(timer);
    timer = setTimeout(() => {
      const told = heard;
      heard = [];
      tell(told);
    }, SETTLE);
  };

  const stream = new EventSource(`${root}/v1/events/stream?after=${live.dataset.place}`);
  KINDS.forEach((kind) => stream.addEventListener(kind, hear));
  stream.addEventListener("error", () => {
    if (stream.readyState === EventSource.CLOSED) offer("No longer live: load again", () => location.reload());
  });
  addEventListener("pagehide", () => stream.close());
  addEventListener("pageshow", (event) => event.persisted && location.reload());
})();
