"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { load } = require("./support/program.cjs");
const { finding } = require("./support/sheet.cjs");

const page = load(["texts.js"], {
  summary: { labels: { "dimensions-mismatch": "wrong size", "image-gone": "gone", "flag-stale": "stale flag" }, flagKey: "cached" },
  isQuiet: rule => rule.startsWith("flag-")
}, "sizeText, sizesText, numbersText, verdictText, isLink, placeText, titleText, grouped, plural, shellWord, yamlWord, fixText, "
  + "repairText, ignoreText, editorText, setEditor: editor => { summary.editor = editor; }");
const entry = values => Object.assign({
  record: "post.md", title: "", path: "images[0]", declared: [0, 0], actual: [0, 0], shift: -1, url: "/img/a.png", line: 3,
  findings: [], isRecord: false, lines: [], mended: []
}, values);

test("numbers have groups of three digits, and words their plural", () => {
  assert.deepEqual([0, 999, 1000, 1234567].map(page.grouped), ["0", "999", "1,000", "1,234,567"]);
  assert.deepEqual([page.plural(1, "flag"), page.plural(2, "flag"), page.plural(0, "entry", "entries")], ["1 flag", "2 flags", "0 entries"]);
});

test("sizes say what is known of them", () => {
  assert.equal(page.sizeText([600, 400]), "600 × 400");
  assert.equal(page.sizeText([600, 0]), "600 × ?");
  assert.equal(page.sizeText([0, 0]), "none");
  assert.equal(page.sizesText(entry({})), "declared none, actual unknown");
  assert.equal(
    page.sizesText(entry({ declared: [0, 400], actual: [60, 40], shift: 5 })),
    "declared ? × 400, actual 60 × 40, layout shift 0.005");
});

test("a card has both sizes where they differ, one where they do not, and none of a record as a whole", () => {
  const numbers = values => page.numbersText(entry(values));
  assert.equal(numbers({ declared: [600, 400], actual: [600, 398] }), "600 × 400 → 600 × 398");
  assert.equal(numbers({ declared: [600, 400], actual: [600, 400] }), "600 × 400");
  assert.equal(numbers({ declared: [600, 400] }), "600 × 400");
  assert.equal(numbers({}), "size unknown");
  assert.equal(numbers({ isRecord: true }), "");
});

test("a card says the worst that is wrong, flags last, and how much there is besides", () => {
  const verdict = (...findings) => page.verdictText(entry({ findings }));
  assert.equal(verdict(), "nothing wrong");
  assert.equal(verdict(finding("flag-stale"), finding("dimensions-mismatch", { severity: 0 })), "wrong size +1");
  assert.equal(verdict(finding("dimensions-mismatch", { severity: 1 }), finding("image-gone")), "gone +1");
  assert.equal(verdict(finding("no-label")), "no-label");
});

test("only whole addresses of the web become links", () => {
  for (const url of ["https://example.com/a.jpg", "HTTP://example.com/?a=1&b=%20"]) assert.ok(page.isLink(url), url);
  for (const url of [
    "javascript:alert(1)", "/img/a.png", "data:image/png,", "https://example.com/a b", "https://example.com/\\u{202e}",
    "https://example.com/?token=***", "https://", " https://example.com/", "x\nhttps://example.com/"
  ]) assert.ok(!page.isLink(url), url);
});

test("an article is called by its title, or else by its path", () => {
  assert.equal(page.titleText(entry({ title: "The ferry" })), "The ferry");
  assert.equal(page.titleText(entry({})), "post.md");
  assert.deepEqual([page.placeText(entry({})), page.placeText(entry({ line: 0 }))], ["post.md:3", "post.md"]);
});

test("a place opens in the editor, whatever its path holds", () => {
  assert.equal(page.editorText(entry({})), "");
  page.setEditor({ template: "vscode://file{path}:{line}:{column}", directory: "/home/me/my site" });
  assert.equal(page.editorText(entry({ record: "./_posts/a#b?.md" })), "vscode://file/home/me/my%20site/_posts/a%23b%3F.md:3:1");
  assert.equal(page.editorText(entry({ record: "/abs/{line}.md", line: 0, findings: [finding("r", { line: 9, column: 5 })] })),
    "vscode://file/abs/%7Bline%7D.md:1:1");
  assert.equal(page.editorText(entry({ findings: [finding("r", { line: 3, column: 5 })] })), "vscode://file/home/me/my%20site/post.md:3:5");
  assert.equal(page.editorText(entry({ record: "a\\u{202e}.md" })), "");
});

test("words are quoted for a shell and for YAML where they are not plain", () => {
  assert.deepEqual(["_posts/a-b.md", "a b", "it's", "$(x)", ""].map(page.shellWord), ["_posts/a-b.md", "'a b'", "'it'\\''s'", "'$(x)'", "''"]);
  assert.deepEqual(["a/b.md", "- a", "a: b", "\"x\"", ""].map(page.yamlWord), ["a/b.md", "\"- a\"", "\"a: b\"", "\"\\\"x\\\"\"", "\"\""]);
});

test("a fix is the lines that change, or what is suggested", () => {
  const wrong = finding("dimensions-mismatch", { suggestions: ["height 398"] });
  assert.equal(page.fixText(entry({ findings: [wrong], lines: ["a:", "  height: 9"], mended: ["a:", "  height: 398"] })), "  height: 398");
  assert.equal(page.fixText(entry({ findings: [wrong, finding("flag-stale", { suggestions: ["flag false"] })] })), "height: 398\ncached: false");
});

test("the command of a repair has the options that its changes need", () => {
  const command = (...suggestions) => page.repairText(entry({ record: "a b.md", findings: [finding("r", { suggestions })] }));
  assert.equal(command("flag true"), "proofsheet repair 'a b.md'");
  assert.equal(command("width 3", "height 4"), "proofsheet repair --dimensions 'a b.md'");
  assert.equal(command("url https://example.com/"), "proofsheet repair --urls 'a b.md'");
});

test("what ignores an entry names its rules, its address and its record, but no masked address", () => {
  const findings = [finding("image-gone"), finding("flag-stale"), finding("image-gone")];
  assert.equal(page.ignoreText(entry({ findings, url: "https://a.example/x" })),
    "ignore:\n  - rule: [image-gone, flag-stale]\n    url: \"https://a.example/x\"\n    record: post.md\n    reason: ");
  assert.equal(page.ignoreText(entry({ findings: [finding("image-gone")], url: "https://a.example/?token=***" })),
    "ignore:\n  - rule: image-gone\n    record: post.md\n    reason: ");
});
