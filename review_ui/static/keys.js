// Single keys. Pages of a person who switched them off leave this file out.
import { helpIsOpen, toggleHelp } from "./help.js";
import { moveMessage } from "./messages.js";
import { maskSelected } from "./selecting.js";
import { scoreFocused } from "./scores.js";

const KEYS = {
  "?": toggleHelp,
  "/": () => focusOn("#seek"),
  j: () => moveMessage(1),
  k: () => moveMessage(-1),
  c: () => focusOn("#comment"),
  m: maskSelected,
  n: () => follow("[rel~=next]"),
  p: () => follow("[rel~=prev]"),
  0: () => scoreFocused("na"),
  1: () => scoreFocused("1"),
  2: () => scoreFocused("2"),
  3: () => scoreFocused("3"),
  4: () => scoreFocused("4"),
};

function focusOn(selector) {
  const found = document.querySelector(selector);
  if (!found) return false;
  found.focus();
  found.select?.();
  return true;
}

function follow(selector) {
  const found = document.querySelector(selector);
  if (!found) return false;
  found.click();
  return true;
}

function isTyping(target) {
  return target.closest("textarea, select, input:not([type=radio], [type=checkbox]), [contenteditable]");
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape" && isTyping(event.target)) event.target.blur();
  if (isTyping(event.target)) return;
  if (helpIsOpen() && event.key !== "?") return; // nothing happens behind the list
  const act = Object.hasOwn(KEYS, event.key) ? KEYS[event.key] : null;
  if (act && act() !== false) event.preventDefault();
});
