"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { textOf } = require("./support/program.cjs");

const style = textOf("style.css");
const colors = line => [...line.matchAll(/(--\w+): (#[0-9a-f]{6});/g)].map(match => match[1] + " " + match[2]);
const names = list => list.map(color => color.split(" ")[0]);

test("the dark that the system asks for is the dark that the reader chooses", () => {
  const [, system, chosen] = style.split("\n").map(colors);
  assert.deepEqual(system, chosen);
});

test("light and dark name the same colours, and all that are used", () => {
  const [light, dark] = style.split("\n").map(colors);
  assert.ok(light.length > 5);
  assert.deepEqual(names(light), names(dark));
  assert.deepEqual(new Set([...style.matchAll(/var\((--\w+)\)/g)].map(match => match[1])), new Set(names(light)));
});
