"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { load } = require("./support/program.cjs");

const choices = { rule: ["-1", "0", "1"], severity: ["-1", "0", "1", "2"], show: ["loud", "findings", "all", "fix"], sort: ["worst", "order", "shift"] };
const page = (values = {}, { anyLoud = true, hash = "" } = {}) => {
  const elements = {};
  for (const id of ["search", "rule", "severity", "host", "record", "show", "sort"]) {
    const options = choices[id] ? { tagName: "SELECT", options: choices[id].map(value => ({ value })) } : { tagName: "INPUT" };
    elements[id] = Object.assign({ value: choices[id] ? choices[id][0] : "" }, options, { value: values[id] || (choices[id] ? choices[id][0] : "") });
  }
  const written = [];
  const program = load(["state.js"], {
    byId: id => elements[id], anyLoud, anyFinding: true, rules: ["image-gone", "a&b=c"], location: { hash, pathname: "/sheet.html", search: "" },
    history: { replaceState: (_, __, url) => written.push(url) }
  }, "wanted, stateText, readState, writeState");
  return Object.assign({ elements, written }, program);
};

test("what is wanted is read from the controls", () => {
  assert.deepEqual(page({
    search: " FERRY ", rule: "1", severity: "-1", host: " Example ", record: "a.md ", sort: "shift", show: "fix"
  }).wanted(), { query: "ferry", rule: 1, severity: -1, host: "Example", record: "a.md", sort: "shift", show: "fix" });
});

test("the address has what differs from the start, with rules by their names", () => {
  assert.equal(page().stateText(), "");
  assert.equal(page({ search: "a & b", rule: "1", show: "all" }).stateText(), "q=a+%26+b&rule=a%26b%3Dc&show=all");
});

test("an address sets the controls again, and what it does not know is as at the start", () => {
  const first = page({ search: "a & b", rule: "1", severity: "2", host: "é.example", record: "x", show: "all", sort: "order" });
  const other = page({ search: "old", rule: "0" });
  assert.equal(other.readState(first.stateText()), true);
  assert.deepEqual(other.wanted(), first.wanted());
  assert.equal(other.readState("rule=none&severity=9&show=&sort=constructor&q=%E0%A4%A"), true);
  assert.equal(other.elements.rule.value, "-1");
  assert.deepEqual([other.elements.severity.value, other.elements.show.value, other.elements.sort.value], ["-1", "loud", "worst"]);
});

test("the address of an element is none of the filters", () => {
  const shown = page({ search: "kept" });
  assert.equal(shown.readState("list"), false);
  assert.equal(shown.elements.search.value, "kept");
  assert.equal(shown.readState(""), true);
  assert.equal(shown.elements.search.value, "");
});

test("where nothing has to be looked at, all findings show", () => {
  const quiet = page({}, { anyLoud: false });
  quiet.readState("");
  assert.equal(quiet.elements.show.value, "findings");
});

test("the address is written where it changes", () => {
  const changed = page({ host: "a.example" });
  changed.writeState();
  assert.deepEqual(changed.written, ["#host=a.example"]);
  const same = page({ host: "a.example" }, { hash: "#host=a.example" });
  same.writeState();
  assert.deepEqual(same.written, []);
  const none = page({}, { hash: "#host=a.example" });
  none.writeState();
  assert.deepEqual(none.written, ["/sheet.html"]);
});
