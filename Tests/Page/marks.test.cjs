"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { load } = require("./support/program.cjs");
const { finding, pageOf } = require("./support/sheet.cjs");

// A page with these entries, whose browser keeps what is in `storage`.
const marking = async (entries, storage = {}, review = null) => {
  const elements = {};
  const page = pageOf(entries);
  page.summary.review = review;
  const given = Object.assign(page, {
    location: { pathname: "/sheet.html" }, pathsText: () => " _posts", grouped: String, markNames: ["", "fix", "accept", "leave"],
    byId: id => (elements[id] = elements[id] || {}),
    localStorage: { getItem: name => storage[name] || null, setItem: (name, text) => { storage[name] = text; } }
  });
  const program = load(["entries.js", "marks.js"], given,
    "readAll, mark, canMark, recallMarks, keepMarks, decisionsText, markedText, decisionsCommand, marks: () => Array.from(markOf), markCounts");
  await program.readAll();
  await program.recallMarks();
  return Object.assign({ elements, storage }, program);
};
const fixable = fingerprint => ({ findings: [finding("a", { suggestions: ["height 3"], fingerprint }), finding("b", { fingerprint: fingerprint + "b" })] });

test("an entry takes the marks that make sense for it", async () => {
  const page = await marking([fixable("1"), { findings: [finding("gone")] }, {}]);
  const possible = [0, 1, 2].map(index => [1, 2, 3].filter(mark => page.canMark(index, mark)));
  assert.deepEqual(possible, [[1, 2, 3], [2, 3], []]);
  assert.equal(page.mark([0, 1, 2], 1), 1);
  assert.deepEqual(page.marks(), [1, 0, 0]);
  assert.equal(page.mark([0, 1, 2], 2), 2);
  assert.deepEqual([page.marks(), page.markCounts], [[2, 2, 0], [1, 0, 2, 0]]);
  assert.equal(page.markedText(), "2 accepted");
  page.mark([0, 1], 0);
  assert.deepEqual([page.marks(), page.elements.marks.hidden], [[0, 0, 0], true]);
});

test("a review takes entries as accepted where it has a baseline to keep that", async () => {
  for (const [baseline, accepted] of [["", 0], ["baseline.json", 1]]) {
    const page = await marking([fixable("1")], {}, { baseline });
    assert.equal(page.mark([0], 2), accepted);
    assert.equal(page.mark([0], 1), 1);
  }
});

test("decisions have the fingerprints of what they are on: to fix, of what can be fixed alone", async () => {
  const page = await marking([
    Object.assign(fixable("1"), { record: "a.md", line: 7 }), Object.assign(fixable("2"), { record: "b.md", path: "x" }), fixable("3"),
    { path: null, url: null, findings: [finding("record-invalid", { fingerprint: "4" })] }
  ]);
  page.mark([0], 1);
  page.mark([1], 2);
  page.mark([3], 3);
  assert.deepEqual(JSON.parse(await page.decisionsText()), {
    schemaVersion: 1,
    decisions: [
      { decision: "fix", record: "a.md", line: 7, entry: "images[0]", findings: [{ rule: "a", fingerprint: "1" }] },
      { decision: "accept", record: "b.md", line: 0, entry: "x", findings: [{ rule: "a", fingerprint: "2" }, { rule: "b", fingerprint: "2b" }] },
      { decision: "leave", record: "post.md", line: 0, entry: "", findings: [{ rule: "record-invalid", fingerprint: "4" }] }
    ]
  });
  assert.equal(page.decisionsCommand(), "proofsheet repair --decisions decisions.json --baseline baseline.json _posts");
});

test("a command without anything to accept names no baseline", async () => {
  const page = await marking([fixable("1")]);
  page.mark([0], 1);
  assert.equal(page.decisionsCommand(), "proofsheet repair --decisions decisions.json _posts");
});

test("marks are there again on the next page, for entries of which all is as it was", async () => {
  const first = await marking([fixable("1"), fixable("2"), fixable("3")]);
  first.mark([0], 1);
  first.mark([1], 3);
  await first.keepMarks();
  const next = await marking([fixable("9"), fixable("2"), fixable("1"), {}], first.storage);
  assert.deepEqual(next.marks(), [0, 3, 1, 0]);
});

test("a browser that keeps nothing is told of", async () => {
  const page = await marking([fixable("1")], Object.freeze({}));
  page.mark([0], 1);
  await page.keepMarks();
  assert.equal(page.elements.unkept.hidden, false);
});

test("what else a browser keeps does no harm", async () => {
  for (const text of ["", "null", "[1]", "{\"1 1b\": 9}", "{\"1 1b\": \"x\"}", "{nonsense"]) {
    const page = await marking([fixable("1")], { "proofsheet marks of /sheet.html": text });
    assert.deepEqual(page.marks(), [0], text);
  }
});
