// Data as they stand in a page, and elements of a document as far as the page's program uses them.
"use strict";


const finding = (rule, { severity = 2, message = "wrong", shift = -1, suggestions = [], line = 0, column = 0, fingerprint = "f0", isNew = false } = {}) =>
  ({ rule, severity, message, shift, suggestions, line, column, fingerprint, isNew });

// A block of entries with its table of texts.
const blockOf = entries => {
  const texts = [];
  const number = text => {
    if (text === null) return -1;
    if (!texts.includes(text)) texts.push(text);
    return texts.indexOf(text);
  };
  const rowOf = ({
    record = "post.md", line = 0, path = "images[0]", url = "/img/a.png", declared = [0, 0], actual = [0, 0],
    picture = -1, absence = null, findings = [], excerpt = []
  }) => [
    number(record), line, number(path), number(url), ...declared, ...actual, picture, number(absence),
    findings.map(one => [
      number(one.rule), one.severity, number(one.message), one.line, one.column, one.shift, one.suggestions.map(number), one.fingerprint, one.isNew ? 1 : 0
    ]), excerpt.length ? [excerpt[0], excerpt[1].map(number), excerpt[2].map(number)] : []
  ];
  const rows = entries.map(rowOf);
  const titles = entries.filter(entry => entry.title).map(entry => [number(entry.record || "post.md"), number(entry.title)]);
  return { entries: rows, titles, texts };
};

// What reading takes from the page: its data, and slices of work that end at once, so that every pause is taken.
const pageOf = (entries, thumbnails = []) => {
  const blocks = [];
  for (let first = 0; first < entries.length; first += 1000) blocks.push(blockOf(entries.slice(first, first + 1000)));
  return {
    summary: { rows: entries.length, quiet: ["flag-stale", "flag-unset"], labels: { "dimensions-mismatch": "wrong size" } }, data: kind => kind === "entries" ? blocks : [thumbnails], take: node => node,
    slice: -1, pause: () => Promise.resolve()
  };
};

class Element {
  constructor(name) {
    Object.assign(this, { name, style: {}, dataset: {}, attributes: {}, children: [], textContent: "", className: "" });
  }
  append(...nodes) { this.children.push(...nodes); }
  get text() { return this.textContent + this.children.map(child => child.text).join(""); }
  setAttribute(name, value) { this.attributes[name] = String(value); }
  addEventListener() {}
  find(className) { return this.children.find(child => child.className === className); }
}

const documentOf = () => ({
  createElement: name => new Element(name),
  createTextNode: text => Object.assign(new Element("#text"), { textContent: text })
});

module.exports = { finding, blockOf, pageOf, documentOf };
