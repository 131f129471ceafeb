/// The part of the script that reads the data and picks entries.
enum SheetDataScript {
    static let text = #"""
        const byId = id => document.getElementById(id);
        // Work is done in slices, between which the browser answers the reader.
        const slice = 16;
        const channel = new MessageChannel();
        const waiting = [];
        channel.port1.onmessage = () => waiting.shift()();
        const pause = () => new Promise(done => { waiting.push(done); channel.port2.postMessage(0); });

        const data = kind => document.querySelectorAll('script[data-kind="' + kind + '"]');
        const take = node => { const value = JSON.parse(node.textContent); node.remove(); return value; };
        const summary = take(data("summary")[0]);
        const capacity = 1000;
        const count = summary.rows;
        const blocks = [];
        const recordOf = new Int32Array(count), hostOf = new Int32Array(count), shiftOf = new Int32Array(count).fill(-1);
        const worst = new Int8Array(count).fill(-1), severityBits = new Uint8Array(count), ruleBits = new Uint32Array(count);
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
              const rule = ruleNumber(block.texts[finding[0]]);
              ruleCounts[rule] += 1;
              if (rule < 32) ruleBits[index] |= 1 << rule;
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

        // Which texts of a block have the words searched for.
        const matchesOf = (block, query) => block.texts.map(text => text.toLowerCase().includes(query));
        const isFound = (row, matches) =>
          [row[0], row[2], row[3]].some(number => matches[number]) || row[10].some(finding => matches[finding[2]] || matches[finding[0]]);

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
            if (wanted.onlyFindings && worst[index] < 0) continue;
            if (wanted.severity >= 0 && !(severityBits[index] >> wanted.severity & 1)) continue;
            if (wanted.rule >= 0 && !(ruleBits[index] >>> wanted.rule & 1)) continue;
            if (otherHosts && otherHosts[hostOf[index]]) continue;
            if (otherRecords && otherRecords[recordOf[index]]) continue;
            if (matches && !isFound(blocks[Math.floor(index / capacity)].entries[place], matches)) continue;
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

        """#
}
