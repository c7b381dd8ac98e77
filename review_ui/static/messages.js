// j and k walk through the messages.
export function moveMessage(step) {
  const messages = [...document.querySelectorAll(".message")];
  if (messages.length === 0) return false;
  const here = messages.indexOf(document.activeElement?.closest(".message"));
  const there = here < 0 ? (step > 0 ? 0 : messages.length - 1) : here + step;
  const next = messages[Math.min(Math.max(there, 0), messages.length - 1)];
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  return true;
}
