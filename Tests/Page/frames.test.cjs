"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { load } = require("./support/program.cjs");
const { documentOf } = require("./support/sheet.cjs");

const size = { width: 224, height: 168 };
const entry = values => Object.assign({
  record: "post.md", path: "images[0]", declared: [0, 0], actual: [0, 0], absence: "", thumbnail: "", hasPicture: false
}, values);
const frameOf = (values, directory) => load(["texts.js", "frames.js"], { document: documentOf(), summary: { directory } }, "frameOf")
  .frameOf(entry(values), size, "A picture");

const boxes = values => {
  const frame = frameOf(values);
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
  const said = values => frameOf(values).find("missing");
  assert.equal(said({}).textContent, "no picture");
  assert.equal(said({ hasPicture: true }).textContent, "no thumbnail");
  assert.equal(said({ absence: "not cached" }).textContent, "not cached");
  assert.equal(said({ actual: [40, 30], thumbnail: "AA" }), undefined);
});

test("thumbnails come from the page, or from the directory beside it", () => {
  const picture = directory => frameOf({ actual: [4, 3], thumbnail: "AA" }, directory).find("picture");
  assert.equal(picture().src, "data:image/jpeg;base64,AA");
  assert.equal(picture("sheet-thumbnails").src, "./sheet-thumbnails/AA");
  assert.equal(picture().alt, "A picture");
});
