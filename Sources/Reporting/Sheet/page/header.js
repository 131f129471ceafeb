// The paths of the run, as they were typed behind the command.
const pathsText = () => summary.command.split(" ").slice(2).map(word => " " + word).join("");

const tellRun = () => {
  const run = byId("run");
  byId("site").textContent = summary.site;
  if (summary.command) run.append(make("code", "command", summary.command));
  for (const line of summary.lines) run.append(make("p", "line", line));
  for (const note of summary.notes) run.append(make("p", "note", note));
  if (summary.failures.length) {
    const failures = make("ul", "failures");
    for (const failure of summary.failures) failures.append(make("li", "", "Failed: " + failure));
    run.append(failures);
  }
  if (summary.diff.length) {
    const details = make("details"), diff = make("pre", "", summary.diff.join("\n"));
    diff.tabIndex = 0;
    details.append(make("summary", "", "What changed in the records"), diff);
    run.append(details);
  }
  byId("maker").textContent = "Made by proofsheet " + summary.version;
};

const chipOf = (number, text, className, onClick) => {
  const item = make("li"), chip = make("button", "chip " + className);
  chip.type = "button";
  chip.append(make("b", "", grouped(number)), document.createTextNode(" " + text));
  chip.addEventListener("click", onClick);
  item.append(chip);
  return item;
};
const ruleChips = [], hostChips = [];
const choose = (id, value) => { const control = byId(id); control.value = control.value === value ? id === "host" ? "" : "-1" : value; update(); };

const countRules = () => {
  const order = rules.map((_, number) => number).filter(number => !isQuiet(rules[number]))
    .sort((a, b) => ruleWorst[b] - ruleWorst[a] || ruleCounts[b] - ruleCounts[a]);
  for (const number of order) {
    const item = chipOf(ruleCounts[number], labelOf(rules[number]), "s" + ruleWorst[number], () => choose("rule", String(number)));
    ruleChips.push([String(number), item.firstChild]);
    byId("rules").append(item);
  }
};
const countHosts = () => {
  const faulty = hosts.map((_, number) => number).filter(number => hosts[number] && hostFaults[number])
    .sort((a, b) => hostFaults[b] - hostFaults[a]);
  if (!faulty.length) byId("hosts-with").hidden = true;
  for (const number of faulty.slice(0, 8)) {
    const item = chipOf(hostFaults[number], hosts[number], "", () => choose("host", hosts[number]));
    hostChips.push([hosts[number], item.firstChild]);
    byId("hosts-of").append(item);
  }
  if (faulty.length > 8) byId("hosts-of").append(make("li", "dim", "and " + plural(faulty.length - 8, "host") + " more"));
};

// What needs no look: one command does it for all.
const tellQuiet = () => {
  byId("quiet").hidden = !quietCount;
  if (!quietCount) return;
  byId("quiet-count").textContent = plural(quietCount, "flag") + ": one command mends " + (quietCount === 1 ? "it" : "them");
  byId("quiet-command").textContent = "proofsheet repair" + pathsText();
};

// What has changed since an earlier run.
const tellSince = () => {
  const { since } = summary;
  if (!since) return;
  const fresh = make("option", "", "new since " + since.name);
  fresh.value = "new";
  byId("show").append(fresh);
  byId("since").hidden = false;
  byId("since-name").textContent = "Since " + since.name;
  byId("since-counts").append(
    chipOf(since.new, "new", "new", () => { readState("show=new"); update(); }), chipOf(since.still, "still there", "", () => { readState(""); update(); }));
  const fixed = plural(since.fixed, "finding") + " fixed";
  if (!since.fixed) { byId("fixed").replaceWith(make("span", "", fixed)); return; }
  byId("fixed-count").textContent = fixed;
  for (const { rule, record, url, count: number } of since.list) {
    const times = number > 1 ? " (" + number + " times)" : "";
    byId("fixed-list").append(make("li", "", labelOf(rule) + ": " + record + (url ? ", " + url : "") + times));
  }
  const more = since.fixed - since.list.reduce((sum, item) => sum + item.count, 0);
  if (more > 0) byId("fixed-list").append(make("li", "dim", "and " + grouped(more) + " more"));
};

const showChips = () => {
  for (const [value, chip] of ruleChips) chip.setAttribute("aria-pressed", byId("rule").value === value);
  for (const [value, chip] of hostChips) chip.setAttribute("aria-pressed", byId("host").value === value);
};

const isDark = () => {
  const theme = document.documentElement.dataset.theme;
  return theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
};
// The button says what it will do.
const showTheme = () => { byId("theme").textContent = isDark() ? "Light theme" : "Dark theme"; };
