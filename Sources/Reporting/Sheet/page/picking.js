// Which texts of a block have the words searched for.
const matchesOf = (block, query) => block.texts.map(text => text.toLowerCase().includes(query));
const isFound = (row, matches, isTitled) => isTitled
  || [row[0], row[2], row[3]].some(number => matches[number]) || row[10].some(finding => matches[finding[2]] || matches[finding[0]]);
const hasRule = (block, row, rule) => row[10].some(finding => block.texts[finding[0]] === rule);

// What "Show" can be set to, and which entries each shows; a rule that is folded away shows when it is asked for.
const shows = {
  loud: (index, wanted) => loud[index] >= 0 || (wanted.rule >= 0 && isQuiet(rules[wanted.rule])),
  findings: index => worst[index] >= 0,
  all: () => true,
  new: index => newOf[index] === 1,
  unmarked: index => loud[index] >= 0 && markOf[index] === 0,
  fix: index => markOf[index] === 1,
  accept: index => markOf[index] === 2,
  leave: index => markOf[index] === 3
};

// The entries that are wanted, in the order that is wanted; nothing where `isCurrent` says that others are.
async function pick(wanted, isCurrent) {
  const picked = new Int32Array(count);
  let found = 0, matches = null;
  let due = performance.now() + slice;
  const isShown = shows[wanted.show] || shows.all;
  const isOther = (names, part) => { const low = part.toLowerCase(); return names.map(name => !name.toLowerCase().includes(low)); };
  const otherHosts = wanted.host ? isOther(hosts, wanted.host) : null;
  const otherRecords = wanted.record ? isOther(records.map((name, number) => name + "\n" + recordTitles[number]), wanted.record) : null;
  const titled = wanted.query ? recordTitles.map(title => title.toLowerCase().includes(wanted.query)) : [];
  for (let index = 0; index < count; index += 1) {
    const place = index % capacity;
    if (place === 0) {
      if (performance.now() > due) {
        await pause();
        if (!isCurrent()) return null;
        due = performance.now() + slice;
      }
      if (wanted.query) matches = matchesOf(blocks[index / capacity], wanted.query);
    }
    const block = blocks[Math.floor(index / capacity)], row = block.entries[place];
    if (!isShown(index, wanted)) continue;
    if (wanted.severity >= 0 && !(severityBits[index] >> wanted.severity & 1)) continue;
    if (wanted.rule >= 0 && !hasRule(block, row, rules[wanted.rule])) continue;
    if (otherHosts && otherHosts[hostOf[index]]) continue;
    if (otherRecords && otherRecords[recordOf[index]]) continue;
    if (matches && !isFound(row, matches, titled[recordOf[index]])) continue;
    picked[found] = index;
    found += 1;
  }
  return sorted(picked.subarray(0, found), wanted.sort);
}

const sorted = (picked, order) => {
  const rank = {
    worst: index => worstRanks[recordOf[index]] * 4 + 2 - (loud[index] < 0 ? -1 : loud[index]),
    shift: index => 1000000 - shiftOf[index],
    "record-shift": index => shiftRanks[recordOf[index]]
  }[order];
  if (!rank) return picked.slice();
  // Numbers sort many times faster than by a comparison of ours.
  const keys = Float64Array.from(picked, index => rank(index) * 134217728 + index).sort();
  return Int32Array.from(keys, key => key % 134217728);
};
