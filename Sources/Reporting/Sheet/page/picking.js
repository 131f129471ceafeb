// Which texts of a block have the words searched for.
const matchesOf = (block, query) => block.texts.map(text => text.toLowerCase().includes(query));
const isFound = (row, matches) =>
  [row[0], row[2], row[3]].some(number => matches[number]) || row[10].some(finding => matches[finding[2]] || matches[finding[0]]);
const hasRule = (block, row, rule) => row[10].some(finding => block.texts[finding[0]] === rule);

// The entries that are wanted, in the order that is wanted; nothing where `isCurrent` says that others are.
async function pick(wanted, isCurrent) {
  const picked = new Int32Array(count);
  let found = 0, matches = null;
  let due = performance.now() + slice;
  const isOther = (names, part) => { const low = part.toLowerCase(); return names.map(name => !name.toLowerCase().includes(low)); };
  const otherHosts = wanted.host ? isOther(hosts, wanted.host) : null;
  const otherRecords = wanted.record ? isOther(records, wanted.record) : null;
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
    if (wanted.onlyFindings && worst[index] < 0) continue;
    if (wanted.severity >= 0 && !(severityBits[index] >> wanted.severity & 1)) continue;
    if (wanted.rule >= 0 && !hasRule(block, row, rules[wanted.rule])) continue;
    if (otherHosts && otherHosts[hostOf[index]]) continue;
    if (otherRecords && otherRecords[recordOf[index]]) continue;
    if (matches && !isFound(row, matches)) continue;
    picked[found] = index;
    found += 1;
  }
  return sorted(picked.subarray(0, found), wanted.sort);
}

const sorted = (picked, order) => {
  const rank = {
    severity: index => 2 - worst[index], shift: index => 1000000 - shiftOf[index],
    "record-shift": index => recordRanks[recordOf[index]]
  }[order];
  if (!rank) return picked.slice();
  // Numbers sort many times faster than by a comparison of ours.
  const keys = Float64Array.from(picked, index => rank(index) * 4294967296 + index).sort();
  return Int32Array.from(keys, key => key % 4294967296);
};
