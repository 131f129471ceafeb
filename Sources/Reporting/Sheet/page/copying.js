// Where the browser lets no page from the disk use its clipboard, a selection does.
const copyBySelection = text => {
  const area = make("textarea", "unseen", text), home = document.querySelector("dialog[open]") || document.body;
  const focused = document.activeElement;
  area.readOnly = true;
  area.setAttribute("aria-hidden", "true");
  home.append(area);
  area.select();
  const isDone = document.execCommand("copy");
  area.remove();
  if (focused) focused.focus({ preventScroll: true });
  return isDone;
};
const write = async text => {
  try { await navigator.clipboard.writeText(text); return true; } catch (error) { return copyBySelection(text); }
};

// What a button says for as long as it takes to read.
const sayOn = (button, text) => {
  const label = button.dataset.label || button.textContent;
  clearTimeout(Number(button.dataset.timer));
  button.dataset.label = label;
  button.dataset.timer = setTimeout(() => { button.textContent = label; }, 1500);
  button.textContent = text;
};
const copy = async (button, text) => sayOn(button, await write(text) ? "Copied" : "Not copied");
