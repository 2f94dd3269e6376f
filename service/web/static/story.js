// newsfold: one story, or one report of it, while one looks.
import { live, one, path, reading, root } from "./dom.js";
import { notice, offer } from "./messages.js";

let changes = 0;

const over = (words) => {
  document.title = "Withdrawn · newsfold";
  one("main").replaceChildren(notice(words, `${root}/`, "Back to the briefing"));
};

const renew = () =>
  htmx.ajax("GET", location.pathname + location.search, { target: "#main", select: "#main", swap: "outerHTML" });

// What was withdrawn must not be read on: not the report, nor that which it is compared with.
export const onReport = (told) => {
  const { article: own, original, story } = live.dataset;
  const named = (kind, id) => id && told.some(({ type, article_id: about }) => type === kind && about === id);
  const whole = told.some(({ type, story_id: id }) => type === "story.withdrawn" && id === story);
  if (whole || named("article.withdrawn", own)) return over("This report was just withdrawn.");
  if (named("article.withdrawn", original)) return renew();
  if (named("article.revised", own)) {
    offer("A new version of this report has come in", () => location.reload());
  }
};

export const onStory = (told) => {
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
