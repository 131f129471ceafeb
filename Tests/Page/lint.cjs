// Runs ESLint over the page's program and over its tests. The files of the program share one scope, so that they are
// looked at as one script, as the page has them.
"use strict";

const { spawnSync } = require("node:child_process");
const { readdirSync } = require("node:fs");
const { join, relative } = require("node:path");
const { pathOf, root, servedScripts, textOf } = require("./support/program.cjs");

// Debian's ESLint lies where Debian's own Node.js looks for modules, and no other.
const environment = Object.assign({ NODE_PATH: "/usr/share/nodejs" }, process.env);

const messagesOf = (options, input) => {
  const fixed = ["--no-eslintrc", "--config", "Tests/Page/eslint.json", "--format", "json"];
  const settings = { cwd: root, encoding: "utf8", env: environment, input };
  const run = spawnSync("eslint", [...fixed, ...options], settings);
  if (run.error || run.status > 1) throw new Error("ESLint could not be run: " + (run.error || run.stderr));
  return JSON.parse(run.stdout).flatMap(file => (
    file.messages.map(message => Object.assign({ path: relative(root, file.filePath) }, message))));
};

const messagesOfProgram = () => {
  const lines = ['"use strict";', "(() => {"];
  const places = lines.map((_, index) => [pathOf(""), index + 1]);
  for (const name of servedScripts()) {
    textOf(name).trimEnd().split("\n").forEach((line, index) => {
      lines.push(line);
      places.push([pathOf(name), index + 1]);
    });
  }
  return messagesOf(["--env", "browser", "--stdin"], lines.join("\n") + "\n})();\n").map(message => {
    const [path, line] = places[message.line - 1] || places[places.length - 1];
    return Object.assign(message, { path, line });
  });
};

const messagesOfTests = () => {
  const files = ["Tests/Page", "Tests/Page/support"].flatMap(folder => (
    readdirSync(join(root, folder)).filter(name => name.endsWith(".cjs")).map(name => folder + "/" + name)));
  return messagesOf(["--env", "node", ...files.sort()]);
};

const messages = [...messagesOfProgram(), ...messagesOfTests()];
for (const { path, line, column, message, ruleId } of messages) {
  console.error(path + ":" + line + ":" + column + ": " + message + (ruleId ? " (" + ruleId + ")" : ""));
}
if (messages.length) process.exitCode = 1;
