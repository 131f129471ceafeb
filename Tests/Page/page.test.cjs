"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { filesIn, scripts, servedScripts, textOf } = require("./support/program.cjs");

const allFiles = () => [...filesIn("page"), ...filesIn("review")];

test("every file of the folders is in its page", () => {
  const further = servedScripts().filter(name => !scripts().includes(name));
  assert.deepEqual(filesIn("page"), [...scripts(), "body.html", "style.css"].sort());
  assert.deepEqual(filesIn("review"), [...further, "review.html", "review.css"].sort());
  assert.deepEqual(servedScripts().slice(0, scripts().length), scripts());
});

test("nothing in script and style ends its element, or begins a comment of HTML", () => {
  for (const name of servedScripts()) assert.doesNotMatch(textOf(name), /<\/?script|<!--/i, name);
  for (const name of ["style.css", "review.css"]) assert.doesNotMatch(textOf(name), /<\/?style|<!--/i);
});

test("files end with the end of one line", () => {
  for (const name of allFiles()) assert.match(textOf(name), /[^\n]\n$/, name);
});

const checkElements = (files, body) => {
  const names = new Set(), made = new Set();
  for (const name of files) {
    for (const match of textOf(name).matchAll(/\bbyId\("([^"]+)"\)/g)) names.add(match[1]);
    for (const match of textOf(name).matchAll(/\.id = "([^"]+)"/g)) made.add(match[1]);
  }
  assert.ok(names.size > 10);
  for (const name of names) assert.ok(made.has(name) || body.includes('id="' + name + '"'), name);
};

test("the bodies have every element that their scripts ask for", () => {
  checkElements(scripts(), textOf("body.html"));
  checkElements(servedScripts(), textOf("body.html") + textOf("review.html"));
});

test("the bodies run no script, and have no style of their own", () => {
  for (const name of ["body.html", "review.html"]) assert.doesNotMatch(textOf(name), /<script|\son\w+=|\sstyle=|javascript:/i);
});
