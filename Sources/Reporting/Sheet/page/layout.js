const list = byId("list"), status = byId("status"), bar = document.querySelector(".bar");
const gap = 10, narrowest = 150, most = 8, margin = 700;
// What stands above and below the frame of a card, in pixels; the style sheet has the same heights.
const headHeight = 46, aboutHeight = 58;
// Browsers cut off what is higher than some 17 or 33 million pixels.
const highest = 15000000;
let picked = new Int32Array(0), columns = 1, cardWidth = narrowest, rowHeight = 1, scale = 1;
let frameSize = { width: narrowest, height: 110 };
let active = 0, cards = new Map(), isDrawing = false, isPrinting = false, generation = 0;

const columnsIn = width => Math.max(1, Math.min(most, Math.floor((width + gap) / (narrowest + gap))));
const rowCount = () => Math.ceil(picked.length / columns);

const layOut = chosen => {
  const width = list.clientWidth;
  const hasFocus = list.contains(document.activeElement);
  const kept = hasFocus || chosen === picked ? chosen.indexOf(picked[active]) : 0;
  picked = chosen;
  active = Math.max(0, kept);
  clear();
  columns = columnsIn(width);
  cardWidth = Math.floor((width - gap * (columns - 1)) / columns);
  frameSize = { width: cardWidth - 2, height: Math.round((cardWidth - 2) * 0.72) };
  rowHeight = headHeight + frameSize.height + 2 + aboutHeight + gap;
  const total = rowCount() * rowHeight, shown = Math.min(total, highest);
  list.style.height = shown + "px";
  scale = total > shown ? (total - innerHeight) / (shown - innerHeight) : 1;
  draw();
  if (hasFocus && cards.has(active)) focusCard(active);
};

const focusCard = place => cards.get(place).querySelector(".tile").focus({ preventScroll: true });

// The same entries in a window of another width, from the one that was first to be seen.
const refit = () => {
  const scrolled = -list.getBoundingClientRect().top;
  const first = rowOf(scrolled * scale) * columns;
  layOut(picked);
  if (scrolled > 0) scrollToHeight(Math.floor(first / columns) * rowHeight);
};

const rowOf = offset => Math.max(0, Math.min(rowCount() - 1, Math.floor(offset / rowHeight)));

const clear = () => { for (const card of cards.values()) card.remove(); cards = new Map(); };

// Whether the card of a place begins a row or an article, and how wide the name of that may be.
const runAt = place => {
  const column = place % columns, record = recordOf[picked[place]];
  const isSame = place > 0 && recordOf[picked[place - 1]] === record;
  if (column > 0 && isSame) return null;
  let end = place + 1;
  while (end % columns && end < picked.length && recordOf[picked[end]] === record) end += 1;
  return { isContinued: isSame, width: (end - place) * (cardWidth + gap) - gap };
};

const placeCard = (card, place, top) => {
  card.querySelector(".tile").tabIndex = place === active ? 0 : -1;
  card.style.left = (place % columns) * (cardWidth + gap) + "px";
  card.style.top = top + "px";
  card.style.width = cardWidth + "px";
  card.style.height = rowHeight - gap + "px";
};

// Makes the cards near the window, and takes away the others but the one that has the focus.
const draw = () => {
  isDrawing = false;
  if (isPrinting) return;
  const scrolled = Math.max(0, -list.getBoundingClientRect().top);
  const start = scrolled * scale;
  const needed = [];
  if (picked.length) {
    const end = Math.min(picked.length, (rowOf(start + innerHeight + margin) + 1) * columns);
    for (let place = rowOf(start - margin) * columns; place < end; place += 1) needed.push(place);
    if (!needed.includes(active)) { needed.push(active); needed.sort((a, b) => a - b); }
  }
  const wanted = new Set(needed);
  for (const [place, card] of cards) if (!wanted.has(place)) { card.remove(); cards.delete(place); }
  let before = list.firstElementChild;
  for (const place of needed) {
    let card = cards.get(place);
    if (!card) {
      card = cardOf(picked[place], place, picked.length, runAt(place));
      cards.set(place, card);
      list.insertBefore(card, before);
    }
    before = card.nextElementSibling;
    placeCard(card, place, Math.floor(place / columns) * rowHeight - start + scrolled);
  }
};
const drawSoon = () => { if (!isDrawing) { isDrawing = true; requestAnimationFrame(draw); } };

// Makes the cards anew, since what they say has changed.
const redraw = () => {
  const hasFocus = list.contains(document.activeElement);
  clear();
  draw();
  if (hasFocus) focusCard(active);
};

// What the controls cover where they stay in sight.
const covered = () => (getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0) + 8;
const coveredBelow = () => byId("marks").hidden ? 0 : byId("marks").offsetHeight;
// Scrolls so that the upper edge of the window lies at a height of the list.
const scrollToHeight = height => {
  const top = list.getBoundingClientRect().top + scrollY;
  scrollTo(0, Math.max(0, top + (height < 0 ? height : height / scale)));
};

// Brings a place into sight, and has its card there.
const reveal = place => {
  active = Math.max(0, Math.min(picked.length - 1, place));
  const top = Math.floor(active / columns) * rowHeight;
  const scrolled = -list.getBoundingClientRect().top;
  const start = scrolled > 0 ? scrolled * scale : scrolled;
  if (top < start + covered()) scrollToHeight(top - covered());
  else if (top + rowHeight > start + innerHeight - coveredBelow()) {
    scrollToHeight(Math.min(top + rowHeight - innerHeight + coveredBelow() + 8, top - covered()));
  }
  draw();
};

const focusOn = place => {
  if (!picked.length) return;
  reveal(place);
  focusCard(active);
};
