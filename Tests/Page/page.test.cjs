"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { allFiles, scripts, textOf } = require("./support/program.cjs");

test("every file of the folder is in the page", () => {
  assert.deepEqual(allFiles(), [...scripts(), "body.html", "style.css"].sort());
});

test("nothing in script and style ends its element, or begins a comment of HTML", () => {
  for (const name of scripts()) assert.doesNotMatch(textOf(name), /<\/?script|<!--/i, name);
  assert.doesNotMatch(textOf("style.css"), /<\/?style|<!--/i);
});

test("files end with the end of one line", () => {
  for (const name of allFiles()) assert.match(textOf(name), /[^\n]\n$/, name);
});

test("the body has every element that the script asks for", () => {
  const body = textOf("body.html");
  const names = new Set();
  for (const name of scripts()) {
    for (const match of textOf(name).matchAll(/\bbyId\("([^"]+)"\)/g)) names.add(match[1]);
  }
  assert.ok(names.size > 10);
  for (const name of names) assert.ok(body.includes('id="' + name + '"'), name);
});

test("the body runs no script, and has no style of its own", () => {
  assert.doesNotMatch(textOf("body.html"), /<script|\son\w+=|\sstyle=|javascript:/i);
});
