// newsfold: what happens while one looks, told to the page that shows it.
import { onBriefing, watch } from "./briefing.js";
import { live } from "./dom.js";
import { onReport, onStory } from "./story.js";
import { follow } from "./stream.js";

const shown = live.dataset.live;
follow({ briefing: onBriefing, story: onStory, report: onReport }[shown]);
if (shown === "briefing") watch();
