// newsfold: what happens while one looks. New reports slide in, cards take their places, and nothing moves under the
// hands of somebody who is reading: then a bar says what there is, and waits to be asked.
"use strict";

(() => {
  const root = document.documentElement.dataset.root;
  const one = (selector, where = document) => where.querySelector(selector);
  const all = (selector, where = document) => [...where.querySelectorAll(selector)];
  const path = (...parts) => [root, ...parts.map(encodeURIComponent)].join("/");
  const dialog = one("[data-keys]");
  const live = one("[data-live]");
  const bar = one("[data-bar]");
  const KINDS = [
    "story.created", "story.updated", "story.merged", "story.split", "story.withdrawn", "storyline.merged",
    "representative.changed", "article.revised", "article.withdrawn",
  ];
  const SETTLE = 150; // milliseconds: what comes in one batch is shown at once
  const ASK = 60000; // milliseconds between two questions what has happened, of a tab that nobody looks at
  const LOOK = 300000; // milliseconds between two looks at what belongs here: a period goes on while nothing comes in
  const TOLD = 3600000; // milliseconds for which it is told that a story is gone
  const AGAIN = 5000; // milliseconds until a stream that was refused is asked for again, and until a gap is told of
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  // ---- the bar: what is wrong with the stream goes before what is new

  let wrong = null;
  let news = null;

  const showBar = () => {
    const shown = wrong ?? news;
    bar.hidden = shown === null;
    if (shown === null || bar.textContent === shown.words) return;
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = shown.words;
    button.addEventListener("click", shown.act);
    bar.replaceChildren(button);
  };

  const offer = (words, act) => {
    news = words ? { words, act } : null;
    bar.replaceChildren();
    showBar();
  };

  const complain = (words, act) => {
    wrong = words ? { words, act } : null;
    bar.replaceChildren();
    showBar();
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
  const box = (item) => one("input[type=checkbox]", item);
  const query = live.dataset.query ? `?${live.dataset.query}` : "";
  const waiting = new Set(); // stories that are not on the page
  let order = []; // of all stories that belong on it
  let known = false; // whether the order has been asked for

  const busy = () => reading() || live.matches(":hover") || live.contains(document.activeElement);

  const fetchOrder = async () => {
    const answer = await fetch(`${path("order.json")}${query}`);
    if (!answer.ok) return;
    const said = await answer.json();
    order = said.stories;
    known = true;
    one("[data-period]").textContent = said.period;
  };

  // Cards of stories that have left the period, or stand behind the last place: days later there would be hundreds.
  const retire = () => {
    if (!known) return;
    for (const old of all(".card[data-story]", live)) if (!order.includes(old.dataset.story)) old.remove();
    for (const old of all(".card.gone", live)) if (Date.now() - old.dataset.at > TOLD) old.remove();
  };

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

  // The fewest cards that have to move: all but those of a longest run that stands in the right order already.
  const strays = () => {
    const places = all(".card[data-story]", live)
      .map((item) => order.indexOf(item.dataset.story))
      .filter((place) => place >= 0);
    const runs = [];
    for (const [at, place] of places.entries()) {
      runs.push(1 + Math.max(0, ...runs.filter((_, before) => before < at && places[before] < place)));
    }
    return places.length - Math.max(0, ...runs);
  };

  const sort = () => {
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

  const onBriefing = async (told) => {
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
  const freed = () => setTimeout(() => !busy() && (news ? letIn() : retire()));

  const look = async () => {
    if (document.hidden) return;
    await fetchOrder().catch(() => null); // that nothing can be asked for is told by the stream
    if (known) settle();
  };

  // ---- one story, or one report of it

  let changes = 0;

  const over = (words) => {
    document.title = "Withdrawn · newsfold";
    one("main").replaceChildren(notice(words, `${root}/`, "Back to the briefing"));
  };

  const renew = () =>
    htmx.ajax("GET", location.pathname + location.search, { target: "#main", select: "#main", swap: "outerHTML" });

  // What was withdrawn must not be read on: not the report, nor that which it is compared with.
  const onReport = (told) => {
    const { article: own, original, story } = live.dataset;
    const named = (kind, id) => id && told.some(({ type, article_id: about }) => type === kind && about === id);
    const whole = told.some(({ type, story_id: id }) => type === "story.withdrawn" && id === story);
    if (whole || named("article.withdrawn", own)) return over("This report was just withdrawn.");
    if (named("article.withdrawn", original)) return renew();
    if (named("article.revised", own)) {
      offer("A new version of this report has come in", () => location.reload());
    }
  };

  const onStory = (told) => {
    const own = live.dataset.story;
    for (const { type, story_id: id, data } of told) {
      if (type === "story.merged" && data.absorbed === own) {
        changes = 0;
        offer(null);
        one("main").prepend(notice("This story was just merged into another.", path("stories", id), "Go there"));
        return scrollTo({ top: 0 });
      }
      if (type === "story.withdrawn" && id === own) {
        return over("This story was just withdrawn.");
      }
      if (id === own || data.into === own) changes += 1;
    }
    if (!changes) return;
    // What was withdrawn must not be read on.
    const withdrawn = told.some(({ type }) => type === "article.withdrawn");
    if (!withdrawn && (reading() || one("details[open]"))) {
      return offer(changes === 1 ? "1 change" : `${changes} changes`, () => location.reload());
    }
    changes = 0;
    offer(null);
    renew();
  };

  // ---- the stream

  const tell = { briefing: onBriefing, story: onStory, report: onReport }[live.dataset.live];
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

  attend();
  document.addEventListener("visibilitychange", attend);
  setInterval(ask, ASK);
  if (live.dataset.live === "briefing") {
    live.addEventListener("pointerleave", freed);
    live.addEventListener("focusout", freed);
    document.addEventListener("change", freed);
    document.addEventListener("scrollend", freed);
    dialog.addEventListener("close", freed);
    document.addEventListener("visibilitychange", look);
    setInterval(look, LOOK);
  }
  addEventListener("pagehide", () => {
    leaving = true;
    stream?.close();
  });
  addEventListener("pageshow", (event) => event.persisted && location.reload());
})();
