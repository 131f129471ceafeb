// The program of a proof sheet's page, of which tests load the files that they are about.
"use strict";

const { readFileSync, readdirSync } = require("node:fs");
const { join } = require("node:path");

const root = join(__dirname, "../../..");
const pathOf = name => "Sources/Reporting/Sheet/page/" + name;
const textOf = name => readFileSync(join(root, pathOf(name)), "utf8");
const allFiles = () => readdirSync(join(root, pathOf(""))).sort();

// In the order in which the page has them, which is written down in one place.
const scripts = () => {
  const page = readFileSync(join(root, "Sources/Reporting/Sheet/SheetPage.swift"), "utf8");
  return [...page.matchAll(/PackageResources\.(\w+)_js\b/g)].map(match => match[1] + ".js");
};

// Runs files as the page does, in one scope, and gives what is wanted of it: the inside of an object literal. What the
// files take from others, or from a browser, is given by its name.
const load = (names, given, wanted) => {
  const body = '"use strict";\n' + names.map(textOf).join("") + "return { " + wanted + " };";
  return new Function(...Object.keys(given), body)(...Object.values(given));
};

module.exports = { root, pathOf, textOf, allFiles, scripts, load };
