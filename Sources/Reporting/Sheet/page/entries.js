const capacity = 1000;
const count = summary.rows;
const blocks = [];
const recordOf = new Int32Array(count), hostOf = new Int32Array(count), shiftOf = new Int32Array(count).fill(-1);
// Whether an earlier run did not report one of an entry's findings.
const newOf = new Uint8Array(count);
// The worst of an entry's findings, of all of them and of those that are not folded away.
const worst = new Int8Array(count).fill(-1), loud = new Int8Array(count).fill(-1), severityBits = new Uint8Array(count);
const records = [], hosts = [], rules = [], thumbnails = [];
const ruleCounts = [], ruleWorst = [], hostCounts = [], hostFaults = [];
const recordTitles = [], recordShifts = [], recordWorst = [], recordFaults = [];
let shiftRanks = new Int32Array(0), worstRanks = new Int32Array(0);
let quietCount = 0, anyFinding = false, anyLoud = false;

const numbering = (names, onNew) => {
  const known = new Map();
  return name => {
    let number = known.get(name);
    if (number === undefined) { number = names.length; known.set(name, number); names.push(name); onNew(number); }
    return number;
  };
};
const recordNumber = numbering(records, number => {
  recordShifts[number] = 0; recordTitles[number] = ""; recordWorst[number] = -1; recordFaults[number] = 0;
});
const hostNumber = numbering(hosts, number => { hostCounts[number] = 0; hostFaults[number] = 0; });
const ruleNumber = numbering(rules, number => { ruleCounts[number] = 0; ruleWorst[number] = 0; });
const hostPattern = /^(?:[a-z][a-z0-9+.-]*:)?\/\/(?:[^\/?#\\]*@)?(\[[^\]]*\]|[^\/?#\\:]*)/i;
const hostOfURL = url => { const match = hostPattern.exec(url); return match ? match[1].toLowerCase() : "(the site)"; };
const isQuiet = rule => summary.quiet.includes(rule);

const readFinding = (index, finding, rule) => {
  const number = ruleNumber(rule), severity = finding[1], record = recordOf[index];
  ruleCounts[number] += 1;
  ruleWorst[number] = Math.max(ruleWorst[number], severity);
  severityBits[index] |= 1 << severity;
  worst[index] = Math.max(worst[index], severity);
  shiftOf[index] = Math.max(shiftOf[index], finding[5]);
  newOf[index] |= finding[8];
  anyFinding = true;
  if (isQuiet(rule)) { quietCount += 1; return; }
  anyLoud = true;
  loud[index] = Math.max(loud[index], severity);
  recordFaults[record] += 1;
  recordWorst[record] = Math.max(recordWorst[record], severity);
};

const read = block => {
  const first = blocks.length * capacity;
  block.entries.forEach((row, place) => {
    const index = first + place;
    recordOf[index] = recordNumber(block.texts[row[0]]);
    hostOf[index] = hostNumber(row[3] < 0 ? "" : hostOfURL(block.texts[row[3]]));
    hostCounts[hostOf[index]] += 1;
    for (const finding of row[10]) readFinding(index, finding, block.texts[finding[0]]);
    if (loud[index] >= 0) hostFaults[hostOf[index]] += 1;
    if (shiftOf[index] > 0) recordShifts[recordOf[index]] += shiftOf[index];
  });
  for (const [record, title] of block.titles) recordTitles[recordNumber(block.texts[record])] = block.texts[title];
  blocks.push(block);
};

// The place of each record among all, by a comparison.
const ranksBy = compare => {
  const order = records.map((_, number) => number).sort((a, b) => compare(a, b) || a - b);
  const ranks = new Int32Array(records.length);
  order.forEach((number, rank) => { ranks[number] = rank; });
  return ranks;
};

async function readAll() {
  let due = performance.now() + slice;
  for (const kind of ["thumbnails", "entries"]) {
    for (const node of data(kind)) {
      if (kind === "entries") read(take(node)); else thumbnails.push(...take(node));
      if (performance.now() > due) { await pause(); due = performance.now() + slice; }
    }
  }
  shiftRanks = ranksBy((a, b) => recordShifts[b] - recordShifts[a]);
  await pause();
  worstRanks = ranksBy((a, b) => recordWorst[b] - recordWorst[a] || recordFaults[b] - recordFaults[a]);
}

const rowAt = index => blocks[Math.floor(index / capacity)].entries[index % capacity];
const entryAt = index => {
  const block = blocks[Math.floor(index / capacity)], row = rowAt(index), excerpt = row[11];
  const text = number => number < 0 ? "" : block.texts[number];
  return {
    record: text(row[0]), title: recordTitles[recordOf[index]], line: row[1], path: text(row[2]), url: text(row[3]),
    host: hosts[hostOf[index]], declared: [row[4], row[5]], actual: [row[6], row[7]],
    thumbnail: row[8] < 0 ? "" : thumbnails[row[8]] || "",
    isNew: newOf[index] === 1, hasPicture: row[8] >= 0, absence: text(row[9]), isRecord: row[2] < 0, shift: shiftOf[index],
    findings: row[10].map(finding => ({
      rule: text(finding[0]), severity: finding[1], message: text(finding[2]), line: finding[3],
      column: finding[4], suggestions: finding[6].map(text), fingerprint: finding[7], isNew: finding[8] === 1
    })),
    firstLine: excerpt.length ? excerpt[0] : 0, lines: excerpt.length ? excerpt[1].map(text) : [],
    mended: excerpt.length ? excerpt[2].map(text) : []
  };
};
