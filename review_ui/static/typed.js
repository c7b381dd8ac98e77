// Leaving a page with something typed and not saved asks first.
export function guardTyped() {
  const form = document.querySelector("form[data-guard]");
  if (!form) return;
  let typed = form.dataset.guard === "typed";
  form.addEventListener("input", () => { typed = true; });
  form.addEventListener("change", () => { typed = true; });
  form.addEventListener("submit", () => { typed = false; });
  window.addEventListener("beforeunload", (event) => {
    if (typed) event.preventDefault();
  });
}
