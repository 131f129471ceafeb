"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { load } = require("./support/program.cjs");
const { documentOf } = require("./support/sheet.cjs");

const page = ({ sort = "order", directory, entries = [] } = {}) => load(["cards.js"], {
  document: documentOf(), summary: { directory }, byId: () => ({ value: sort }), recordOf: [0, 1],
  recordShifts: [216, 0], entryAt: index => entries[index]
}, "sizeText, sizesText, isLink, addressOf, findingOf, frameOf, placeText, recordShiftText, cardOf");

const entry = values => Object.assign({
  record: "post.md", path: "images[0]", declared: [0, 0], actual: [0, 0], absence: "", thumbnail: "", hasPicture: false,
  shift: -1, url: "/img/a.png", line: 3, findings: [], isRecord: false
}, values);

test("sizes say what is known of them", () => {
  const { sizeText, sizesText } = page();
  assert.equal(sizeText([600, 400]), "600 × 400");
  assert.equal(sizeText([600, 0]), "600 × ?");
  assert.equal(sizeText([0, 0]), "none");
  assert.equal(sizesText(entry({})), "declared none, actual unknown");
  assert.equal(
    sizesText(entry({ declared: [0, 400], actual: [60, 40], shift: 5 })),
    "declared ? × 400, actual 60 × 40, layout shift 0.005");
});

test("only whole addresses of the web become links", () => {
  const { isLink, addressOf } = page();
  for (const url of ["https://example.com/a.jpg", "HTTP://example.com/?a=1&b=%20"]) assert.ok(isLink(url), url);
  for (const url of [
    "javascript:alert(1)", "/img/a.png", "data:image/png,", "https://example.com/a b", "https://example.com/\\u{202e}",
    "https://example.com/?token=***", "https://", " https://example.com/", "x\nhttps://example.com/"
  ]) assert.ok(!isLink(url), url);
  const [link] = addressOf("https://example.com/").children;
  assert.deepEqual([link.name, link.href, link.rel], ["a", "https://example.com/", "noreferrer noopener"]);
  const text = addressOf("javascript:alert(1)");
  assert.deepEqual([text.children, text.textContent], [[], "javascript:alert(1)"]);
});

test("a finding is made of texts, whatever they hold", () => {
  const hostile = "<img src=x onerror=alert(1)>";
  const item = page().findingOf(
    { rule: hostile, severity: 1, message: hostile, line: 3, column: 7, suggestions: [hostile] });
  const [title, message, suggestion] = item.children;
  assert.equal(item.className, "finding s1");
  assert.deepEqual(title.children.map(node => node.textContent), ["warning: " + hostile, " at 3:7"]);
  assert.deepEqual([message.textContent, suggestion.textContent], [hostile, "Suggested: " + hostile]);
});

const boxes = values => {
  const frame = page().frameOf(entry(values));
  const area = node => node && ["left", "top", "width", "height"].map(side => Math.round(parseFloat(node.style[side])));
  return { picture: area(frame.find("picture") || frame.find("blank")), box: area(frame.find("box")) };
};

test("picture and declared box have one width and one upper edge", () => {
  assert.deepEqual(
    boxes({ declared: [600, 400], actual: [600, 300], thumbnail: "AA" }),
    { picture: [0, 9, 224, 112], box: [0, 9, 224, 149] });
  assert.deepEqual(
    boxes({ declared: [200, 100], actual: [100, 100], thumbnail: "AA" }),
    { picture: [28, 0, 168, 168], box: [28, 0, 168, 84] });
});

test("a box many times as high as the picture leaves it a quarter of its width", () => {
  assert.deepEqual(
    boxes({ declared: [10, 10000], actual: [400, 300], thumbnail: "AA" }),
    { picture: [84, 0, 56, 42], box: [84, 0, 56, 56000] });
});

test("what is not known is not drawn, and said", () => {
  assert.deepEqual(boxes({ declared: [40, 30] }), { picture: undefined, box: [0, 0, 224, 168] });
  assert.deepEqual(boxes({ actual: [40, 30] }), { picture: [0, 0, 224, 168], box: undefined });
  const said = values => page().frameOf(entry(values)).find("missing");
  assert.equal(said({}).textContent, "no picture");
  assert.equal(said({ hasPicture: true }).textContent, "no thumbnail");
  assert.equal(said({ absence: "not cached" }).textContent, "not cached");
  assert.equal(said({ actual: [40, 30], thumbnail: "AA" }), undefined);
});

test("thumbnails come from the page, or from the directory beside it", () => {
  const source = options => page(options).frameOf(entry({ actual: [4, 3], thumbnail: "AA" })).find("picture").src;
  assert.equal(source(), "data:image/jpeg;base64,AA");
  assert.equal(source({ directory: "sheet-thumbnails" }), "./sheet-thumbnails/AA");
});

test("records say their layout shift where they come by it", () => {
  assert.equal(page().recordShiftText(0), "");
  const { recordShiftText, placeText } = page({ sort: "record-shift" });
  assert.equal(recordShiftText(0), ", layout shift of the record 0.216");
  assert.equal(recordShiftText(1), "");
  assert.equal(placeText({ record: "post.md", line: 3 }), "post.md:3");
  assert.equal(placeText({ record: "post.md", line: 0 }), "post.md");
});

test("a card tells its place among the others, and has its title for a name", () => {
  const card = page({ entries: [entry({})] }).cardOf(0, 4, 9);
  const title = card.find("about").children[0];
  assert.deepEqual([title.textContent, title.id], ["images[0]", "entry-0"]);
  assert.deepEqual(card.attributes, { "aria-posinset": "5", "aria-setsize": "9", "aria-labelledby": "entry-0" });
  assert.equal(card.dataset.position, 4);
});

test("a card has a frame and what is right or wrong, one of a record as a whole no frame", () => {
  const finding = { rule: "record-invalid", severity: 2, message: "no YAML", line: 0, column: 0, suggestions: [] };
  const { cardOf } = page({ entries: [entry({}), entry({ isRecord: true, path: "", url: "", findings: [finding] })] });
  const classes = index => {
    const card = cardOf(index, index, 2);
    return [...card.children, ...card.find("about").children].map(node => node.className);
  };
  assert.deepEqual(classes(0), ["frame", "about", "", "place", "url", "sizes", "right"]);
  assert.deepEqual(classes(1), ["about", "", "place", "findings"]);
});
