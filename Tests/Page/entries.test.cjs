"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { load } = require("./support/program.cjs");
const { finding, pageOf } = require("./support/sheet.cjs");

const read = async (entries, thumbnails) => {
  const page = load(["entries.js"], pageOf(entries, thumbnails),
    "readAll, entryAt, hostOfURL, records, hosts, rules, ruleCounts, ruleWorst, hostCounts, hostFaults, recordShifts, "
    + "worst, loud, shiftOf, recordOf, ranks: () => Array.from(shiftRanks), worstRanks: () => Array.from(worstRanks), "
    + "anyFinding: () => anyFinding, anyLoud: () => anyLoud, quietCount: () => quietCount");
  await page.readAll();
  return page;
};

test("an entry has its texts, sizes and findings back", async () => {
  const wrong = finding("dimensions-mismatch", {
    severity: 1, message: "another ratio", line: 4, column: 2, shift: 120, suggestions: ["height 398", "no width"],
    fingerprint: "0123456789abcdef"
  });
  const entry = {
    record: "post.md", title: "A title", line: 3, path: "images[0]", url: "https://example.com/a.jpg", declared: [600, 400],
    actual: [600, 398], picture: 1, findings: [wrong], excerpt: [2, ["images:", "height: 400"], ["images:", "height: 398"]]
  };
  const page = await read([entry], ["", "/9j/2Q=="]);
  assert.deepEqual(page.entryAt(0), {
    record: "post.md", title: "A title", line: 3, path: "images[0]", url: "https://example.com/a.jpg",
    host: "example.com", declared: [600, 400], actual: [600, 398], thumbnail: "/9j/2Q==", isNew: false, hasPicture: true, absence: "", isRecord: false, shift: 120,
    findings: [{
      rule: "dimensions-mismatch", severity: 1, message: "another ratio", line: 4, column: 2,
      suggestions: ["height 398", "no width"], fingerprint: "0123456789abcdef", isNew: false
    }],
    firstLine: 2, lines: ["images:", "height: 400"], mended: ["images:", "height: 398"]
  });
});

test("what an entry does not have is empty", async () => {
  const page = await read([{ path: null, url: null, absence: "not cached" }, { picture: 0 }], [""]);
  const [whole, entry] = [page.entryAt(0), page.entryAt(1)];
  assert.equal(whole.isRecord, true);
  assert.deepEqual([whole.path, whole.url, whole.absence, whole.hasPicture], ["", "", "not cached", false]);
  assert.deepEqual([entry.isRecord, entry.thumbnail, entry.hasPicture], [false, "", true]);
  assert.deepEqual([entry.title, entry.firstLine, entry.lines, entry.mended], ["", 0, [], []]);
});

test("entries of later blocks come by the texts of their own", async () => {
  const entries = Array.from({ length: 2500 }, (_, index) => ({ path: "[" + index + "]", record: index + ".md" }));
  const page = await read(entries);
  for (const index of [0, 999, 1000, 1999, 2000, 2499]) {
    assert.equal(page.entryAt(index).path, "[" + index + "]");
    assert.equal(page.records[page.recordOf[index]], index + ".md");
  }
});

test("findings are counted by their rules, and an entry is as bad as the worst of them", async () => {
  const page = await read([
    { findings: [finding("a", { severity: 0 }), finding("b", { severity: 2 }), finding("a", { severity: 1 })] },
    { findings: [finding("c", { severity: 0 })] }, {}
  ]);
  assert.deepEqual(page.rules, ["a", "b", "c"]);
  assert.deepEqual(page.ruleCounts, [2, 1, 1]);
  assert.deepEqual(Array.from(page.worst), [2, 0, -1]);
  assert.equal(page.anyFinding(), true);
  assert.equal((await read([{}])).anyFinding(), false);
});

test("an entry shifts as far as its worst finding, a record as far as its entries together", async () => {
  const shifting = (record, ...shifts) => ({ record, findings: shifts.map(shift => finding("a", { shift })) });
  const page = await read([
    shifting("a", 10, 30, -1), shifting("b", 50), shifting("a", 25), shifting("c"), shifting("d", -1)
  ]);
  assert.deepEqual(Array.from(page.shiftOf), [30, 50, 25, -1, -1]);
  assert.deepEqual(page.recordShifts, [55, 50, 0, 0]);
  assert.deepEqual(page.ranks(), [0, 1, 2, 3]);
});

test("records rank by their shifts, equal ones by their order", async () => {
  const page = await read([["a", 0], ["b", 9], ["c", 0], ["d", 10]].map(([record, shift]) => (
    { record, findings: [finding("r", { shift })] })));
  assert.deepEqual(page.ranks(), [2, 1, 3, 0]);
});

test("a host is what a browser would ask, and the site's own where the address names none", async () => {
  const { hostOfURL } = await read([]);
  const cases = {
    "https://Example.COM/a.jpg": "example.com", "http://u:p@example.com:8080/a": "example.com",
    "//cdn.example/a": "cdn.example", "https://[2001:DB8::1]:443/": "[2001:db8::1]",
    "https://example.com?host=b.example": "example.com", "https://example.com#@b.example": "example.com",
    "/img/a.png": "(the site)", "img/https://a.example/": "(the site)", "data:image/png;base64,AA": "(the site)",
    "": "(the site)"
  };
  for (const [url, host] of Object.entries(cases)) assert.equal(hostOfURL(url), host, url);
});

test("entries are counted by their hosts; a record as a whole has none", async () => {
  const urls = ["https://a.example/1", "https://b.example/2", "https://A.example/3", null, "x.png"];
  const page = await read(urls.map(url => ({ url })));
  assert.deepEqual(page.hosts, ["a.example", "b.example", "", "(the site)"]);
  assert.deepEqual(page.hostCounts, [2, 1, 1, 1]);
});

test("findings on flags are counted by themselves, and make no entry loud", async () => {
  const page = await read([
    { findings: [finding("flag-stale")] }, { findings: [finding("flag-unset", { severity: 0 }), finding("a", { severity: 1 })] },
    { url: "https://a.example/", findings: [finding("flag-stale")] }
  ]);
  assert.equal(page.quietCount(), 3);
  assert.deepEqual(Array.from(page.worst), [2, 1, 2]);
  assert.deepEqual(Array.from(page.loud), [-1, 1, -1]);
  assert.deepEqual(page.hostFaults, [1, 0]);
  assert.equal(page.anyLoud(), true);
  assert.equal((await read([{ findings: [finding("flag-stale")] }])).anyLoud(), false);
});

test("records with errors come before others, those with more before those with less", async () => {
  const page = await read([
    { record: "a", findings: [finding("r", { severity: 1 })] }, { record: "b", findings: [finding("r")] },
    { record: "c", findings: [finding("r"), finding("s", { severity: 0 })] }, { record: "d", findings: [finding("flag-stale")] },
    { record: "e" }
  ]);
  assert.deepEqual(page.records, ["a", "b", "c", "d", "e"]);
  assert.deepEqual(page.worstRanks(), [2, 1, 0, 3, 4]);
});

test("a rule is as bad as the worst of its findings", async () => {
  const page = await read([{ findings: [finding("a", { severity: 0 }), finding("b", { severity: 1 })] }, { findings: [finding("a")] }]);
  assert.deepEqual([page.rules, page.ruleWorst], [["a", "b"], [2, 1]]);
});
