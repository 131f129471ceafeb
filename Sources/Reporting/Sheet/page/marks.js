// What the reader decided of each entry: 0 nothing, 1 to fix, 2 to accept, 3 to leave.
const markOf = new Uint8Array(count);
const markCounts = [count, 0, 0, 0];
const storageName = "proofsheet marks of " + location.pathname;

// A review without a baseline has nowhere to keep what is accepted.
const canAccept = !summary.review || summary.review.baseline !== "";
const canFix = index => rowAt(index)[10].some(finding => finding[6].length > 0);
const canMark = (index, mark) =>
  mark === 0 || (mark === 1 ? canFix(index) : rowAt(index)[10].length > 0 && (mark !== 2 || canAccept));
const setMark = (index, mark) => {
  if (!canMark(index, mark)) return false;
  markCounts[markOf[index]] -= 1;
  markCounts[mark] += 1;
  markOf[index] = mark;
  return true;
};

// By what an entry is known again on the next page: what it says, and what is wrong with it.
const identityOf = index => rowAt(index)[10].map(finding => finding[7]).join(" ");

// Does something for every entry, in slices; false where `isCurrent` says that it is no longer wanted.
async function forEachEntry(body, isCurrent = () => true) {
  let due = performance.now() + slice;
  for (let index = 0; index < count; index += 1) {
    body(index);
    if (index % 200 === 199 && performance.now() > due) {
      await pause();
      if (!isCurrent()) return false;
      due = performance.now() + slice;
    }
  }
  return true;
}

// A browser may keep nothing for a page from the disk; then the marks last as long as the page.
let keeping = 0;
async function keepMarks() {
  keeping += 1;
  const mine = keeping, kept = [];
  const keep = index => { if (markOf[index]) kept.push(JSON.stringify(identityOf(index)) + ":" + markOf[index]); };
  if (!await forEachEntry(keep, () => keeping === mine)) return;
  try { localStorage.setItem(storageName, "{" + kept.join(",") + "}"); } catch (error) { byId("unkept").hidden = false; }
}
const keptMarks = () => {
  try { return JSON.parse(localStorage.getItem(storageName)) || {}; } catch (error) { return {}; }
};

async function recallMarks() {
  const kept = new Map(Object.entries(keptMarks()));
  if (!kept.size) return;
  await forEachEntry(index => {
    const value = worst[index] < 0 ? 0 : kept.get(identityOf(index));
    if (value === 1 || value === 2 || value === 3) setMark(index, value);
  });
}

// The marks as the file that `proofsheet repair --decisions` reads.
async function decisionsText() {
  const lines = [];
  await forEachEntry(index => {
    const value = markOf[index];
    if (!value) return;
    const entry = entryAt(index);
    const findings = entry.findings.filter(finding => value !== 1 || finding.suggestions.length > 0);
    lines.push("    " + JSON.stringify({
      decision: markNames[value], record: entry.record, line: entry.line, entry: entry.path,
      findings: findings.map(({ rule, fingerprint }) => ({ rule, fingerprint }))
    }));
  });
  return '{\n  "schemaVersion": 1,\n  "decisions": [\n' + lines.join(",\n") + "\n  ]\n}\n";
}

const markedText = () => [
  markCounts[1] ? grouped(markCounts[1]) + " to fix" : "", markCounts[2] ? grouped(markCounts[2]) + " accepted" : "",
  markCounts[3] ? grouped(markCounts[3]) + " to leave" : ""
].filter(text => text).join(", ");
const decisionsCommand = () =>
  "proofsheet repair --decisions decisions.json" + (markCounts[2] ? " --baseline baseline.json" : "") + pathsText();
const showMarks = () => {
  const isAny = markCounts[0] < count;
  byId("marks").hidden = !isAny;
  if (!isAny) return;
  byId("marked").textContent = markedText();
  byId("carry-out").textContent = decisionsCommand();
};

const mark = (indices, value) => {
  let marked = 0;
  for (const index of indices) if (setMark(index, value)) marked += 1;
  keepMarks();
  showMarks();
  return marked;
};

async function saveDecisions() {
  const text = await decisionsText();
  const link = make("a"), address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.href = address;
  link.download = "decisions.json";
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
