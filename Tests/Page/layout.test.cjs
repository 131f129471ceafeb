"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { load } = require("./support/program.cjs");
const { finding, pageOf } = require("./support/sheet.cjs");

// The height of the card of an entry.
const height = async (entry, width, isNarrow = false) => {
  const given = Object.assign(pageOf([entry]), { document: {}, byId: () => ({ value: "order" }) });
  const page = load(["entries.js", "cards.js", "heights.js"], given, "readAll, heightOf");
  await page.readAll();
  return page.heightOf(0, width, isNarrow);
};

test("a card is as high as its frame, or as its text where that is higher", async () => {
  assert.equal(await height({}, 520), 26 + 168);
  // 254 pixels are left for the text: three messages of 16 lines each.
  const long = finding("r", { message: "x".repeat(520) });
  assert.ok(await height({ findings: [long, long, long] }, 520) > 26 + 3 * 14 * 18);
});

test("frame and text of a narrow card are one above the other", async () => {
  assert.equal(await height({}, 360, true), 26 + 168 + 8 + 20 + 18 + 16 + 18 + 24);
});

test("a record as a whole has no frame", async () => {
  assert.equal(await height({ path: null, url: null }, 520), 26 + 20 + 18 + 24);
});

test("a card grows with its texts, and with a window that is narrower", async () => {
  const card = (length, width) => (
    height({ url: "https://example.com/" + "a".repeat(length), findings: [finding("r")] }, width, true));
  assert.ok(await card(500, 400) > await card(100, 400));
  assert.ok(await card(500, 300) > await card(500, 400));
  const suggesting = { findings: [finding("r", { suggestions: ["width 3"] })] };
  assert.ok(await height(suggesting, 400, true) > await height({ findings: [finding("r")] }, 400, true));
});

// A list of cards in a window that is 800 pixels high.
const listOf = ({ width = 1100, heights, top = 0 }) => {
  const list = {
    clientWidth: width, style: {}, cards: [], firstElementChild: null,
    classList: { toggle: (_, isOn) => { list.isNarrow = isOn; } },
    contains: () => false, getBoundingClientRect: () => ({ top }), insertBefore: card => list.cards.push(card)
  };
  const page = load(["layout.js"], {
    byId: () => list, document: { querySelector: () => null, activeElement: null }, innerHeight: 800, slice: -1,
    pause: () => Promise.resolve(), requestAnimationFrame: () => {}, heightOf: index => heights[index],
    cardOf: (index, place) => ({ place, style: {} })
  }, "layOut, rowAt, tops: () => Array.from(tops), columns: () => columns, scale: () => scale");
  const chosen = Int32Array.from(heights, (_, index) => index);
  return Object.assign({}, page, { list, layOut: (isCurrent = () => true) => page.layOut(chosen, isCurrent) });
};

test("a row is as high as the higher of its cards, with a gap below", async () => {
  const page = listOf({ heights: [100, 200, 300, 50, 70] });
  assert.equal(await page.layOut(), true);
  assert.equal(page.columns(), 2);
  assert.deepEqual(page.tops(), [0, 212, 524, 606]);
  assert.equal(page.list.style.height, "606px");
  assert.equal(page.list.isNarrow, false);
});

test("a narrow window has one column", async () => {
  const page = listOf({ width: 420, heights: [100, 200] });
  await page.layOut();
  assert.deepEqual([page.columns(), page.list.isNarrow, page.tops()], [1, true, [0, 112, 324]]);
});

test("each height belongs to the row that begins at it or before it", async () => {
  const page = listOf({ width: 600, heights: [88, 188, 88, 88] });
  await page.layOut();
  assert.deepEqual(page.tops(), [0, 100, 300, 400, 500]);
  const rows = [-50, 0, 99.5, 100, 299, 300, 499, 500, 9999].map(page.rowAt);
  assert.deepEqual(rows, [0, 0, 0, 1, 1, 2, 3, 3, 3]);
});

test("no card is made far from the window but the one that takes the focus", async () => {
  const page = listOf({ width: 600, heights: Array(1000).fill(88), top: -50000 });
  await page.layOut();
  const places = page.list.cards.map(card => card.place).sort((a, b) => a - b);
  assert.equal(places[0], 0);
  assert.deepEqual([places[1], places[places.length - 1]], [493, 515]);
  assert.equal(places.length, 24);
  assert.equal(page.list.cards.find(card => card.place === 500).style.top, "50000px");
});

test("a list higher than browsers can show is scrolled in greater steps", async () => {
  const page = listOf({ width: 600, heights: Array(200000).fill(188) });
  await page.layOut();
  assert.equal(page.list.style.height, "15000000px");
  // The end of the list is where its last pixel is.
  assert.ok(Math.abs((15000000 - 800) * page.scale() - (200000 * 200 - 800)) < 1);
});

test("a layout that others follow changes nothing", async () => {
  const page = listOf({ heights: [100, 200] });
  assert.equal(await page.layOut(() => false), false);
  assert.deepEqual([page.tops(), page.list.style, page.list.cards], [[0], {}, []]);
});
