"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { load } = require("./support/program.cjs");

// A list of cards in a window that is 800 pixels high.
const listOf = ({ width = 1100, records, top = 0 }) => {
  const list = {
    clientWidth: width, style: {}, cards: [], firstElementChild: null,
    contains: () => false, getBoundingClientRect: () => ({ top }), insertBefore: card => list.cards.push(card)
  };
  const page = load(["layout.js"], {
    byId: () => list, document: { querySelector: () => null, activeElement: null }, innerHeight: 800, recordOf: records,
    requestAnimationFrame: () => {}, cardOf: (index, place, total, run) => (
      { place, run, style: {}, querySelector: () => ({}), remove: () => {} })
  }, "layOut, rowOf, columnsIn, runAt, columns: () => columns, scale: () => scale, rowHeight: () => rowHeight");
  const chosen = Int32Array.from(records, (_, index) => index);
  page.layOut(chosen);
  return Object.assign({}, page, { list });
};

test("a desktop has six to eight cards a row, a phone two, and a wider window larger cards", () => {
  const { columnsIn } = listOf({ records: [] });
  assert.deepEqual([366, 740, 984, 1240, 1400, 1880, 3800].map(columnsIn), [2, 4, 6, 7, 8, 8, 8]);
  assert.equal(columnsIn(90), 1);
});

test("all rows are of one height, and the list is as high as they are together", () => {
  const page = listOf({ width: 1240, records: Array(15).fill(0) });
  assert.equal(page.columns(), 7);
  assert.equal(page.list.style.height, 3 * page.rowHeight() + "px");
});

test("each height belongs to the row that begins at it or before it", () => {
  const page = listOf({ width: 310, records: Array(8).fill(0) });
  const height = page.rowHeight();
  assert.equal(page.columns(), 2);
  assert.deepEqual([-50, 0, height - 0.5, height, 2.5 * height, 9 * height].map(page.rowOf), [0, 0, 0, 1, 2, 3]);
});

test("an article has its name over its first card in each row, as wide as its cards there", () => {
  const page = listOf({ width: 630, records: [5, 5, 7, 8, 8, 8, 8, 8, 9] });
  assert.equal(page.columns(), 4);
  const runs = [0, 1, 2, 3, 4, 5, 8].map(page.runAt);
  const width = cards => Math.floor((630 - 30) / 4 + 10) * cards - 10;
  assert.deepEqual(runs, [
    { isContinued: false, width: width(2) }, null, { isContinued: false, width: width(1) },
    { isContinued: false, width: width(1) }, { isContinued: true, width: width(4) }, null, { isContinued: false, width: width(1) }
  ]);
});

test("no card is made far from the window but the one that takes the focus", () => {
  const page = listOf({ width: 310, records: Array(2000).fill(0), top: -50000 });
  const places = page.list.cards.map(card => card.place).sort((a, b) => a - b);
  const height = page.rowHeight();
  assert.equal(places[0], 0);
  assert.equal(places[1], 2 * Math.floor((50000 - 700) / height));
  assert.equal(places[places.length - 1], 2 * Math.floor((50000 + 800 + 700) / height) + 1);
});

test("a list higher than browsers can show is scrolled in greater steps", () => {
  const page = listOf({ width: 150, records: new Int32Array(200000) });
  assert.equal(page.list.style.height, "15000000px");
  // The end of the list is where its last pixel is.
  assert.ok(Math.abs((15000000 - 800) * page.scale() - (200000 * page.rowHeight() - 800)) < 1);
});
