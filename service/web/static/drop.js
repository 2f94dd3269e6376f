// newsfold: files dropped onto the paste box.
import { one } from "./dom.js";

const drop = one("[data-drop]");
drop?.addEventListener("dragover", (event) => event.preventDefault());
drop?.addEventListener("drop", (event) => {
  if (!event.dataTransfer.files.length) return;
  event.preventDefault();
  one("input[type=file]", drop).files = event.dataTransfer.files;
});
