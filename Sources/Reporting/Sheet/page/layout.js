const list = byId("list"), status = byId("status"), bar = document.querySelector(".bar");
const gap = 12, narrowest = 520, margin = 700;
// Browsers cut off what is higher than some 17 or 33 million pixels.
const highest = 15000000;
let picked = new Int32Array(0), tops = new Float64Array(1), columns = 1, cardWidth = narrowest, scale = 1;
let active = 0, cards = new Map(), isDrawing = false, isPrinting = false, isUpdating = false, generation = 0;

async function layOut(chosen, isCurrent) {
  const width = list.clientWidth;
  const nextColumns = Math.max(1, Math.floor((width + gap) / (narrowest + gap)));
  const nextWidth = Math.floor((width - gap * (nextColumns - 1)) / nextColumns);
  const isNarrow = nextWidth < narrowest - 20;
  const rows = Math.ceil(chosen.length / nextColumns);
  const next = new Float64Array(rows + 1);
  let due = performance.now() + slice;
  for (let row = 0; row < rows; row += 1) {
    if (row % 500 === 0 && performance.now() > due) {
      await pause();
      if (!isCurrent()) return false;
      due = performance.now() + slice;
    }
    let height = 0;
    const end = Math.min(chosen.length, (row + 1) * nextColumns);
    for (let place = row * nextColumns; place < end; place += 1) height = Math.max(height, heightOf(chosen[place], nextWidth, isNarrow));
    next[row + 1] = next[row] + height + gap;
  }
  const hasFocus = list.contains(document.activeElement);
  const kept = hasFocus || chosen === picked ? chosen.indexOf(picked[active]) : 0;
  picked = chosen;
  active = Math.max(0, kept);
  clear();
  tops = next;
  columns = nextColumns;
  cardWidth = nextWidth;
  list.classList.toggle("narrow", isNarrow);
  const total = tops[rows], shown = Math.min(total, highest);
  list.style.height = shown + "px";
  scale = total > shown ? (total - innerHeight) / (shown - innerHeight) : 1;
  draw();
  if (hasFocus && cards.has(active)) cards.get(active).focus({ preventScroll: true });
  return true;
}

// The same entries in a window of another width, from the one that was first to be seen.
async function refit() {
  generation += 1;
  const mine = generation;
  const scrolled = -list.getBoundingClientRect().top;
  const first = rowAt(scrolled * scale) * columns;
  if (!await layOut(picked, () => generation === mine) || scrolled <= 0) return;
  scrollToHeight(tops[Math.floor(first / columns)]);
}

const rowAt = offset => {
  let low = 0, high = Math.max(0, tops.length - 2);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (tops[middle] <= offset) low = middle; else high = middle - 1;
  }
  return low;
};

const clear = () => { for (const card of cards.values()) card.remove(); cards = new Map(); };

// Makes the cards near the window, and takes away the others but the one that has the focus.
const draw = () => {
  isDrawing = false;
  if (isPrinting) return;
  const scrolled = Math.max(0, -list.getBoundingClientRect().top);
  const start = scrolled * scale;
  const needed = [];
  const firstRow = rowAt(start - margin), lastRow = rowAt(start + innerHeight + margin);
  if (picked.length) {
    for (let place = firstRow * columns; place < Math.min(picked.length, (lastRow + 1) * columns); place += 1) needed.push(place);
    if (!needed.includes(active)) { needed.push(active); needed.sort((a, b) => a - b); }
  }
  const wanted = new Set(needed);
  for (const [place, card] of cards) if (!wanted.has(place)) { card.remove(); cards.delete(place); }
  let before = list.firstElementChild;
  for (const place of needed) {
    let card = cards.get(place);
    if (!card) {
      card = cardOf(picked[place], place, picked.length);
      cards.set(place, card);
      list.insertBefore(card, before);
    }
    before = card.nextElementSibling;
    const row = Math.floor(place / columns);
    card.tabIndex = place === active ? 0 : -1;
    card.style.left = (place % columns) * (cardWidth + gap) + "px";
    card.style.top = tops[row] - start + scrolled + "px";
    card.style.width = cardWidth + "px";
    card.style.height = tops[row + 1] - tops[row] - gap + "px";
  }
};
const drawSoon = () => { if (!isDrawing) { isDrawing = true; requestAnimationFrame(draw); } };
