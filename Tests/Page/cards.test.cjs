"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { load } = require("./support/program.cjs");
const { documentOf, finding } = require("./support/sheet.cjs");

const page = ({ sort = "order", entries = [], marks = [] } = {}) => load(["texts.js", "frames.js", "cards.js"], {
  document: documentOf(), summary: { labels: { "record-invalid": "cannot be read" } }, byId: () => ({ value: sort }), recordOf: [0, 1],
  recordShifts: [216, 0], entryAt: index => entries[index], markOf: marks, isQuiet: () => false, frameSize: { width: 160, height: 110 }
}, "findingOf, recordShiftText, cardOf");

const entry = values => Object.assign({
  record: "post.md", title: "", path: "images[0]", declared: [0, 0], actual: [0, 0], absence: "", thumbnail: "", hasPicture: false,
  shift: -1, url: "/img/a.png", line: 3, findings: [], isRecord: false
}, values);

test("a finding is made of texts, whatever they hold", () => {
  const hostile = "<img src=x onerror=alert(1)>";
  const item = page().findingOf(
    { rule: hostile, severity: 1, message: hostile, line: 3, column: 7, suggestions: [hostile] });
  const [title, message, suggestion] = item.children;
  assert.equal(item.className, "finding s1");
  assert.deepEqual(title.children.map(node => node.textContent), [hostile, " warning, " + hostile + " at 3:7"]);
  assert.deepEqual([message.textContent, suggestion.textContent], [hostile, "Suggested: " + hostile]);
});

test("records say their layout shift where they come by it", () => {
  assert.equal(page().recordShiftText(0), "");
  const { recordShiftText } = page({ sort: "record-shift" });
  assert.equal(recordShiftText(0), "layout shift of the article 0.216");
  assert.equal(recordShiftText(1), "");
});

test("a card tells its place among the others, and what is wrong", () => {
  const card = page({ entries: [entry({ findings: [finding("record-invalid")] })] }).cardOf(0, 4, 9, null);
  assert.deepEqual(card.attributes, { "aria-posinset": "5", "aria-setsize": "9" });
  assert.equal(card.dataset.position, 4);
  const [tile] = card.children;
  assert.deepEqual([tile.name, tile.type, tile.children.map(node => node.className)], ["button", "button", ["frame", "about"]]);
  assert.deepEqual(tile.find("about").children.map(node => node.textContent), ["cannot be read", "images[0]", "size unknown"]);
  assert.ok(tile.find("frame").find("corner s2"));
});

test("the first card of an article in a row has its name above, as wide as the article is there", () => {
  const { cardOf } = page({ entries: [entry({ title: "The ferry" }), entry({})] });
  const [head] = cardOf(0, 0, 2, { isContinued: false, width: 330 }).children;
  assert.deepEqual([head.name, head.style.width, head.children.map(node => node.textContent)], ["h3", "330px", ["The ferry", "post.md"]]);
  const [rest] = cardOf(1, 1, 2, { isContinued: true, width: 160 }).children;
  assert.deepEqual([rest.name, rest.children.map(node => node.textContent)], ["p", ["post.md (continued)"]]);
});

test("a card shows its mark", () => {
  const marked = page({ entries: [entry({}), entry({})], marks: [0, 1] });
  const markOn = index => marked.cardOf(index, index, 2, null).children[0].find("frame").find("mark fix");
  assert.equal(markOn(0), undefined);
  assert.equal(markOn(1).textContent, "Fix");
});
