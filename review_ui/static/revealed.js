// What was revealed goes away when its time is over, and when the page is left.
export function closeRevealed() {
  const shown = document.querySelector("#revealed");
  if (!shown) return;
  const close = () => {
    shown.replaceChildren();
    location.replace(shown.dataset.after);
  };
  setTimeout(close, Number(shown.dataset.seconds) * 1000);
  window.addEventListener("pagehide", () => shown.replaceChildren());
  window.addEventListener("pageshow", (event) => { if (event.persisted) close(); });
}
