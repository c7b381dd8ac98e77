// The list of keys, opened with "?".
const dialog = document.querySelector("#keys");

export function helpIsOpen() {
  return dialog?.open ?? false;
}

export function toggleHelp() {
  if (!dialog) return false;
  if (dialog.open) dialog.close();
  else dialog.showModal();
  return true;
}

for (const button of document.querySelectorAll("[data-opens=keys]")) {
  button.hidden = false;
  button.addEventListener("click", toggleHelp);
}
