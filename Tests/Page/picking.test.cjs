"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { load } = require("./support/program.cjs");
const { finding, pageOf } = require("./support/sheet.cjs");

const all = { query: "", rule: -1, severity: -1, host: "", record: "", sort: "order", show: "all" };

// The places of the entries that are picked, of those that a page has.
const picking = async (entries, marks = []) => {
  const page = load(["entries.js", "picking.js"], Object.assign(pageOf(entries), { markOf: marks }), "readAll, pick, rules");
  await page.readAll();
  return {
    rules: page.rules, numberOf: rule => page.rules.indexOf(rule), stop: () => page.pick(all, () => false),
    pick: async wanted => Array.from(await page.pick(Object.assign({}, all, wanted), () => true))
  };
};

test("each of 40 rules picks its own entries", async () => {
  const names = Array.from({ length: 40 }, (_, number) => "rule-" + number);
  const page = await picking(names.map(name => ({ findings: [finding(name)] })));
  assert.deepEqual(page.rules, names);
  for (let rule = 0; rule < 40; rule += 1) assert.deepEqual(await page.pick({ rule }), [rule]);
});

test("an entry with findings of 40 rules is picked by each of them, one without by none", async () => {
  const names = Array.from({ length: 40 }, (_, number) => "rule-" + number);
  const page = await picking([{}, { findings: names.map(name => finding(name)) }, {}]);
  for (let rule = 0; rule < 40; rule += 1) assert.deepEqual(await page.pick({ rule }), [1]);
});

test("a rule picks entries in every block, whatever its number in their texts", async () => {
  const ruleOf = index => "rule-" + (index * 7 + Math.floor(index / 1000)) % 40;
  const entries = Array.from({ length: 3000 }, (_, index) => ({ findings: [finding(ruleOf(index))] }));
  const page = await picking(entries);
  for (const rule of ["rule-0", "rule-31", "rule-32", "rule-33", "rule-39"]) {
    const right = entries.map((_, index) => index).filter(index => ruleOf(index) === rule);
    assert.ok(right.length > 70);
    assert.deepEqual(await page.pick({ rule: page.numberOf(rule) }), right);
  }
});

test("a message that reads like a rule is none", async () => {
  const page = await picking([{ findings: [finding("a", { message: "b" })] }, { findings: [finding("b")] }]);
  assert.deepEqual(await page.pick({ rule: page.numberOf("b") }), [1]);
});

test("severities pick entries that have a finding of them, the worst or not", async () => {
  const page = await picking([
    { findings: [finding("a", { severity: 0 }), finding("b", { severity: 2 })] },
    { findings: [finding("a", { severity: 1 })] }, {}
  ]);
  assert.deepEqual(await page.pick({ severity: 0 }), [0]);
  assert.deepEqual(await page.pick({ severity: 1 }), [1]);
  assert.deepEqual(await page.pick({ severity: 2 }), [0]);
  assert.deepEqual(await page.pick({ show: "findings" }), [0, 1]);
  assert.deepEqual(await page.pick({}), [0, 1, 2]);
});

test("hosts and records pick by a part of their names, in letters of either case", async () => {
  const page = await picking([
    { record: "News/one.md", url: "https://images.example/a" }, { record: "news/two.md", url: "https://cdn.example/b" },
    { record: "about.md", url: "/c.png" }
  ]);
  assert.deepEqual(await page.pick({ host: "Images" }), [0]);
  assert.deepEqual(await page.pick({ host: "example" }), [0, 1]);
  assert.deepEqual(await page.pick({ host: "the site" }), [2]);
  assert.deepEqual(await page.pick({ record: "NEWS/" }), [0, 1]);
  assert.deepEqual(await page.pick({ record: "two", host: "images" }), []);
});

test("a search looks at records, paths, addresses, messages and rules", async () => {
  const page = await picking([
    { record: "ferry.md" }, { path: "ferry.images[0]" }, { url: "/ferry.png" },
    { findings: [finding("a", { message: "No Ferry" })] }, { findings: [finding("ferry-missing")] },
    { absence: "ferry" }, {}
  ]);
  assert.deepEqual(await page.pick({ query: "ferry" }), [0, 1, 2, 3, 4]);
  assert.deepEqual(await page.pick({ query: "ferry", show: "findings" }), [3, 4]);
});

test("an article is found by its title, too", async () => {
  const page = await picking([{ record: "a.md", title: "The Ferry" }, { record: "b.md" }]);
  assert.deepEqual(await page.pick({ query: "ferry" }), [0]);
  assert.deepEqual(await page.pick({ record: "the f" }), [0]);
});

test("what one command mends is folded away until it is asked for", async () => {
  const page = await picking([{ findings: [finding("flag-stale")] }, { findings: [finding("a", { severity: 0 })] }, {}]);
  assert.deepEqual(await page.pick({ show: "loud" }), [1]);
  assert.deepEqual(await page.pick({ show: "loud", rule: page.numberOf("flag-stale") }), [0]);
  assert.deepEqual(await page.pick({ show: "findings" }), [0, 1]);
});

test("entries are picked that an earlier run did not report", async () => {
  const page = await picking([{ findings: [finding("a")] }, { findings: [finding("a"), finding("b", { isNew: true })] }, {}]);
  assert.deepEqual(await page.pick({ show: "new" }), [1]);
});

test("entries are picked by their marks", async () => {
  const wrong = () => ({ findings: [finding("a")] });
  const page = await picking([wrong(), wrong(), wrong(), wrong(), {}], [0, 1, 2, 3, 0]);
  const shown = {};
  for (const show of ["unmarked", "fix", "accept", "leave"]) shown[show] = await page.pick({ show });
  assert.deepEqual(shown, { unmarked: [0], fix: [1], accept: [2], leave: [3] });
});

test("equal entries keep their order, articles stay together, and the worst of them comes first", async () => {
  const values = [["b", 1, 5], ["a", 2, 9], ["b", 2, 9], ["a", 0, -1], ["c", 1, 5]];
  const entries = values.map(([record, severity, shift]) => (
    { record, findings: [finding("r", { severity, shift })] }));
  const page = await picking(entries.concat({ record: "d" }));
  assert.deepEqual(await page.pick({ sort: "order" }), [0, 1, 2, 3, 4, 5]);
  assert.deepEqual(await page.pick({ sort: "worst" }), [2, 0, 1, 3, 4, 5]);
  assert.deepEqual(await page.pick({ sort: "shift" }), [1, 2, 0, 4, 3, 5]);
  assert.deepEqual(await page.pick({ sort: "record-shift" }), [0, 2, 1, 3, 4, 5]);
});

test("what others are wanted in place of is given up", async () => {
  assert.equal(await (await picking([{}])).stop(), null);
});
