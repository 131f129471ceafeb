"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { load } = require("./support/program.cjs");

const page = values => {
  const element = name => Object.assign({ value: "", checked: false }, values[name]);
  return load(["controls.js"], { byId: element }, "wanted, grouped");
};

test("what is wanted is read from the controls", () => {
  assert.deepEqual(page({
    search: { value: " FERRY " }, rule: { value: "39" }, severity: { value: "-1" }, host: { value: " Example " },
    record: { value: "a.md " }, sort: { value: "shift" }, findings: { checked: true }
  }).wanted(), {
    query: "ferry", rule: 39, severity: -1, host: "Example", record: "a.md", sort: "shift", onlyFindings: true
  });
});

test("numbers have groups of three digits", () => {
  assert.deepEqual([0, 999, 1000, 1234567].map(page({}).grouped), ["0", "999", "1,000", "1,234,567"]);
});
