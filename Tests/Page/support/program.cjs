// The program of a proof sheet's page, of which tests load the files that they are about.
"use strict";

const { readFileSync, readdirSync } = require("node:fs");
const { join } = require("node:path");

const root = join(__dirname, "../../..");
const sheet = "Sources/Reporting/Sheet/";
const filesIn = folder => readdirSync(join(root, sheet + folder)).sort();
const pathOf = name => sheet + (filesIn("review").includes(name) ? "review/" : "page/") + name;
const textOf = name => readFileSync(join(root, pathOf(name)), "utf8");

// In the order in which the pages have them, which is written down in one place: of the page that is a file, and of the one
// that a review serves.
const lists = () => {
  const page = readFileSync(join(root, sheet + "SheetPage.swift"), "utf8");
  const namesIn = text => [...text.matchAll(/PackageResources\.(\w+)_js\b/g)].map(match => match[1] + ".js");
  const [, file, served, shared] = page.split(/static let (?:file|served|shared) =/).map(namesIn);
  return { file: [...shared, ...file], served: [...shared, ...served] };
};
const scripts = () => lists().file;
const servedScripts = () => lists().served;

// Runs files as the page does, in one scope, and gives what is wanted of it: the inside of an object literal. What the
// files take from others, or from a browser, is given by its name.
const load = (names, given, wanted) => {
  const body = '"use strict";\n' + names.map(textOf).join("") + "return { " + wanted + " };";
  return new Function(...Object.keys(given), body)(...Object.values(given));
};

module.exports = { root, pathOf, textOf, filesIn, scripts, servedScripts, load };
