// Escape closes the card of a mask. Pointing at a mask marks the others that are the same.
// A card that would reach below the screen opens above its mask, where there is room.
function place(card) {
  card.classList.remove("above");
  const { top, bottom, height } = card.getBoundingClientRect();
  const bar = document.querySelector(".bar").getBoundingClientRect().bottom;
  card.classList.toggle("above", bottom > innerHeight && top - height * 1.5 > bar);
}

export function showSame() {
  const talk = document.querySelector(".talk");
  if (!talk) return;
  const mark = (label, on) => {
    for (const mask of talk.querySelectorAll(".mask")) {
      if (mask.dataset.label === label) mask.classList.toggle("same", on);
    }
  };
  document.addEventListener("keydown", (e) => {
    if (e.key !== "Escape") return;
    document.activeElement?.closest?.(".mask")?.focus();
    document.activeElement?.blur?.();
  });
  for (const [event, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
    talk.addEventListener(event, (e) => {
      const mask = e.target.closest?.(".mask");
      if (!mask) return;
      mark(mask.dataset.label, on);
      const card = mask.querySelector(".card");
      if (on && card && !e.target.closest(".card")) requestAnimationFrame(() => place(card));
    });
  }
}
