// Pointing at a mask marks the others in the chat that are the same.
export function showSame() {
  const talk = document.querySelector(".talk");
  if (!talk) return;
  const mark = (label, on) => {
    for (const mask of talk.querySelectorAll(".mask")) {
      if (mask.dataset.label === label) mask.classList.toggle("same", on);
    }
  };
  for (const [event, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
    talk.addEventListener(event, (e) => {
      const mask = e.target.closest?.(".mask");
      if (mask) mark(mask.dataset.label, on);
    });
  }
}
