// Renders the site in the working directory as Eleventy would, with Nunjucks itself: its configuration, front matter,
// directory data, global data in JSON, layouts, one collection for each tag, and passthrough copies. Eleventy's own
// filter `url` is here as its documentation has it; Markdown stays as it is.
"use strict";
const fs = require("fs");
const path = require("path");
const nunjucks = require("nunjucks");
const yaml = require("js-yaml");

const pathPrefix = process.argv[2] || "/";
const copies = {};
const config = require(path.resolve("eleventy.config.cjs"))({
  setUseGitIgnore() {},
  addPassthroughCopy(copy) { Object.assign(copies, copy); },
});
const { input, output } = config.dir;
const includes = path.join(input, config.dir.includes);
const data = path.join(input, config.dir.data);

const environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(includes), { autoescape: true });
environment.addFilter("url", (url) => (/^https?:/.test(url) ? url : path.posix.join("/", pathPrefix, url)));

function read(file) {
  const match = /^---\n([^]*?)\n---\n([^]*)$/.exec(fs.readFileSync(file, "utf8"));
  return match ? { data: yaml.load(match[1]), text: match[2] } : { data: {}, text: fs.readFileSync(file, "utf8") };
}

function render(page) {
  let values = { ...page.data, ...page.context };
  let content = environment.renderString(page.text, values);
  for (let layout = page.data.layout; layout; ) {
    const next = read(path.join(includes, layout));
    values = { ...next.data, ...values };
    content = environment.renderString(next.text, { ...values, content });
    layout = next.data.layout;
  }
  return content;
}

const globals = {};
for (const name of fs.existsSync(data) ? fs.readdirSync(data) : []) {
  globals[path.parse(name).name] = JSON.parse(fs.readFileSync(path.join(data, name), "utf8"));
}
const collections = {};
const pages = [];
for (const file of fs.readdirSync(input, { recursive: true }).sort()) {
  const { dir, name, ext } = path.parse(file);
  if (![".md", ".njk", ".html"].includes(ext)) continue;
  const ofDirectory = path.join(input, dir, path.basename(dir) + ".json");
  const { data: own, text } = read(path.join(input, file));
  const inherited = dir && fs.existsSync(ofDirectory) ? JSON.parse(fs.readFileSync(ofDirectory, "utf8")) : {};
  const url = path.posix.join("/", dir, name === "index" ? "" : name, "/");
  const page = { url, text, data: { ...globals, ...inherited, ...own }, context: { collections } };
  for (const tag of page.data.tags || []) (collections[tag] ||= []).push(page);
  pages.push(page);
}
for (const [from, to] of Object.entries(copies)) fs.cpSync(from, path.join(output, to), { recursive: true });
for (const page of pages) {
  fs.mkdirSync(path.join(output, page.url), { recursive: true });
  fs.writeFileSync(path.join(output, page.url, "index.html"), render(page));
}
