const capacity = 1000;
const count = summary.rows;
const blocks = [];
const recordOf = new Int32Array(count), hostOf = new Int32Array(count), shiftOf = new Int32Array(count).fill(-1);
const worst = new Int8Array(count).fill(-1), severityBits = new Uint8Array(count);
const records = [], hosts = [], rules = [], thumbnails = [];
const ruleCounts = [], hostCounts = [], recordShifts = [];
let recordRanks = new Int32Array(0);
let anyFinding = false;

const numbering = (names, onNew) => {
  const known = new Map();
  return name => {
    let number = known.get(name);
    if (number === undefined) { number = names.length; known.set(name, number); names.push(name); onNew(number); }
    return number;
  };
};
const recordNumber = numbering(records, number => { recordShifts[number] = 0; });
const hostNumber = numbering(hosts, number => { hostCounts[number] = 0; });
const ruleNumber = numbering(rules, number => { ruleCounts[number] = 0; });
const hostPattern = /^(?:[a-z][a-z0-9+.-]*:)?\/\/(?:[^\/?#\\]*@)?(\[[^\]]*\]|[^\/?#\\:]*)/i;
const hostOfURL = url => { const match = hostPattern.exec(url); return match ? match[1].toLowerCase() : "(the site)"; };

// Characters of a text as wide as Latin ones, to reckon how many lines it takes.
const unitsOf = text => /[^\u0000-\u02ff]/.test(text) ? text.length * 2 : text.length;

const read = block => {
  const first = blocks.length * capacity;
  block.units = block.texts.map(unitsOf);
  block.entries.forEach((row, place) => {
    const index = first + place;
    recordOf[index] = recordNumber(block.texts[row[0]]);
    hostOf[index] = hostNumber(row[3] < 0 ? "" : hostOfURL(block.texts[row[3]]));
    hostCounts[hostOf[index]] += 1;
    for (const finding of row[10]) {
      ruleCounts[ruleNumber(block.texts[finding[0]])] += 1;
      severityBits[index] |= 1 << finding[1];
      worst[index] = Math.max(worst[index], finding[1]);
      shiftOf[index] = Math.max(shiftOf[index], finding[5]);
      anyFinding = true;
    }
    if (shiftOf[index] > 0) recordShifts[recordOf[index]] += shiftOf[index];
  });
  blocks.push(block);
};

async function readAll() {
  let due = performance.now() + slice;
  for (const kind of ["thumbnails", "entries"]) {
    for (const node of data(kind)) {
      if (kind === "entries") read(take(node)); else thumbnails.push(...take(node));
      if (performance.now() > due) { await pause(); due = performance.now() + slice; }
    }
  }
  const order = records.map((_, number) => number).sort((a, b) => recordShifts[b] - recordShifts[a] || a - b);
  recordRanks = new Int32Array(records.length);
  order.forEach((number, rank) => { recordRanks[number] = rank; });
}

const entryAt = index => {
  const block = blocks[Math.floor(index / capacity)], row = block.entries[index % capacity];
  const text = number => number < 0 ? "" : block.texts[number];
  return {
    record: text(row[0]), line: row[1], path: text(row[2]), url: text(row[3]),
    declared: [row[4], row[5]], actual: [row[6], row[7]], thumbnail: row[8] < 0 ? "" : thumbnails[row[8]] || "",
    hasPicture: row[8] >= 0, absence: text(row[9]), isRecord: row[2] < 0, shift: shiftOf[index],
    findings: row[10].map(finding => ({
      rule: text(finding[0]), severity: finding[1], message: text(finding[2]), line: finding[3],
      column: finding[4], suggestions: finding[6].map(text)
    }))
  };
};
