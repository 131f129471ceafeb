"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { load } = require("./support/program.cjs");
const { documentOf } = require("./support/sheet.cjs");

// What a review tells of a difference, as classes and texts of its lines.
const telling = canUndo => {
  const elements = {};
  const element = () => ({
    replaceChildren(...nodes) { this.children = nodes; }, focus() { this.isFocused = true; }, showModal() { this.open = true; }
  });
  const page = load(["frames.js", "telling.js"], {
    document: documentOf(), summary: { review: {} }, canUndo: () => canUndo, isSize: () => false,
    byId: id => (elements[id] = elements[id] || element())
  }, "tell, say");
  return Object.assign({ elements }, page);
};

test("lines of a difference are told apart, and the last line end is none", () => {
  const { tell, elements } = telling(true);
  tell({ title: "Changed", lines: [], diff: ["--- a/x", "+++ b/x", "@@ -1 +1 @@", " same", "-old", "+new", ""], isUndoable: true });
  assert.deepEqual(elements["told-diff"].children.map(line => [line.className.trim(), line.textContent]), [
    ["code dim", "--- a/x\n"], ["code dim", "+++ b/x\n"], ["code dim", "@@ -1 +1 @@\n"], ["code", " same\n"], ["code old", "-old\n"],
    ["code new", "+new\n"]
  ]);
  assert.deepEqual([elements["told-diff"].hidden, elements["told-lines"].hidden, elements["told-undo"].hidden], [false, true, false]);
  assert.ok(elements.told.open && elements["told-close"].isFocused);
});

test("what was not done is listed, and only what can be undone is offered to be", () => {
  for (const [canUndo, isUndoable] of [[true, false], [false, true]]) {
    const { tell, elements } = telling(canUndo);
    tell({ title: "Nothing", lines: ["one", "<b>two</b>"], isUndoable });
    assert.deepEqual(elements["told-lines"].children.map(line => line.textContent), ["one", "<b>two</b>"]);
    assert.deepEqual([elements["told-diff"].hidden, elements["told-undo"].hidden], [true, true]);
  }
});
