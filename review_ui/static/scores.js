// 1–4 score the focused criterion, or the first one still open, and go on to the next.
function isOpen(criterion) {
  return !criterion.querySelector("input:checked");
}

export function scoreFocused(value) {
  const criteria = [...document.querySelectorAll("form .criterion")];
  const criterion = document.activeElement?.closest("form .criterion") ?? criteria.find(isOpen);
  const choice = criterion?.querySelector(`input[data-key="${value}"]`);
  if (!choice) return false;
  choice.checked = true;
  choice.dispatchEvent(new Event("change", { bubbles: true }));
  const next = criteria[criteria.indexOf(criterion) + 1];
  const goal = next?.querySelector("input:checked") ?? next?.querySelector("input") ?? choice;
  goal.focus({ preventScroll: true });
  goal.closest(".criterion").scrollIntoView({ block: "nearest" });
  return true;
}
