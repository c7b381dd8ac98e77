// Selecting text in a message offers one thing: to mask it.
const form = document.querySelector("#mask-this");

// What stands in a message as it is copied, without cards and what is only read aloud.
function selectedIn(bubble, range) {
  let words = "";
  const walker = document.createTreeWalker(bubble, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!range.intersectsNode(node) || node.parentElement.closest(".card, .unseen")) continue;
    const from = node === range.startContainer ? range.startOffset : 0;
    const to = node === range.endContainer ? range.endOffset : node.data.length;
    words += node.data.slice(from, to);
  }
  return words.trim();
}

function bubbleOf(node) {
  return (node.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest(".talk .bubble");
}

function offer() {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return hide();
  const range = selection.getRangeAt(0);
  const bubble = bubbleOf(range.startContainer);
  if (!bubble || bubble !== bubbleOf(range.endContainer)) return hide();
  const words = selectedIn(bubble, range);
  if (!words || words.length > 200) return hide();
  form.elements.words.value = words;
  form.elements.message.value = bubble.closest(".message").id.slice(1);
  form.hidden = false;
  const place = range.getBoundingClientRect();
  const left = Math.min(place.left, document.documentElement.clientWidth - form.offsetWidth - 8);
  form.style.insetInlineStart = `${Math.max(8, left) + scrollX}px`;
  form.style.insetBlockStart = `${place.bottom + scrollY + 6}px`;
  return undefined;
}

function hide() {
  if (!form.contains(document.activeElement)) form.hidden = true;
}

export function offerMasking() {
  if (!form) return;
  document.body.append(form);
  document.addEventListener("selectionchange", offer);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") form.hidden = true;
  });
}

// m: to what was selected, or to the form that asks for the words.
export function maskSelected() {
  if (form && !form.hidden) {
    form.querySelector("select").focus();
    return true;
  }
  const report = document.querySelector("#report");
  if (!report) return false;
  report.open = true;
  report.querySelector("#missed").focus();
  return true;
}
