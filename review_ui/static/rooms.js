// On a phone the rooms stand in one row that scrolls: the room that is open is in its middle.
export function showRoom() {
  const row = document.querySelector(".rooms");
  const here = row?.querySelector("[aria-current]");
  if (here) row.scrollLeft = here.offsetLeft - (row.clientWidth - here.offsetWidth) / 2;
}
