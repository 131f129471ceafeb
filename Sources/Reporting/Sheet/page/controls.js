const wanted = () => ({
  query: byId("search").value.trim().toLowerCase(), rule: Number(byId("rule").value), severity: Number(byId("severity").value),
  host: byId("host").value.trim(), record: byId("record").value.trim(), sort: byId("sort").value,
  onlyFindings: byId("findings").checked
});
const grouped = number => number.toLocaleString("en-US");

async function update() {
  isUpdating = true;
  generation += 1;
  const mine = generation, isCurrent = () => generation === mine;
  const next = await pick(wanted(), isCurrent);
  if (!next || !isCurrent()) return;
  if (!await layOut(next, isCurrent)) return;
  isUpdating = false;
  if (list.getBoundingClientRect().top < 0) scrollToHeight(-covered());
  status.textContent = "Showing " + grouped(picked.length) + " of " + grouped(count) + (count === 1 ? " entry" : " entries");
}
let delay = 0;
const updateSoon = () => { clearTimeout(delay); delay = setTimeout(update, 120); };

// What the controls cover where they stay in sight.
const covered = () => (getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0) + 8;
// Scrolls so that the upper edge of the window lies at a height of the list.
const scrollToHeight = height => {
  const top = list.getBoundingClientRect().top + scrollY;
  scrollTo(0, Math.max(0, top + (height < 0 ? height : height / scale)));
};

const focusOn = place => {
  if (!picked.length) return;
  active = Math.max(0, Math.min(picked.length - 1, place));
  const row = Math.floor(active / columns);
  const scrolled = -list.getBoundingClientRect().top;
  const start = scrolled > 0 ? scrolled * scale : scrolled;
  if (tops[row] < start + covered()) scrollToHeight(tops[row] - covered());
  else if (tops[row + 1] > start + innerHeight) scrollToHeight(Math.min(tops[row + 1] - innerHeight + 8, tops[row] - covered()));
  draw();
  cards.get(active).focus({ preventScroll: true });
};

const onKey = event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const target = event.target;
  const isTyping = target.matches("input:not([type=checkbox]), select, textarea");
  if (event.key === "Escape" && target.id === "search") { target.value = ""; updateSoon(); return; }
  if (isTyping) return;
  if (event.key === "/") { event.preventDefault(); byId("search").focus(); byId("search").select(); return; }
  const card = target.closest(".card");
  const steps = { j: 1, k: -1 };
  if (card) Object.assign(steps, { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns, Home: -Infinity, End: Infinity });
  const step = steps[event.key];
  if (step === undefined) return;
  event.preventDefault();
  if (card) focusOn(Number(card.dataset.position) + step); else focusOn(active);
};

const isDark = () => {
  const theme = document.documentElement.dataset.theme;
  return theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
};
const showTheme = () => byId("theme").setAttribute("aria-pressed", isDark());

const fill = (node, names) => node.replaceChildren(...names.map(name => { const option = make("option"); option.value = name; return option; }));
const suggest = () => {
  const part = byId("record").value.trim().toLowerCase(), found = [];
  for (const name of records) {
    if (name.toLowerCase().includes(part)) found.push(name);
    if (found.length === 50) break;
  }
  fill(byId("records"), found);
};

const tellRun = () => {
  const run = byId("run");
  for (const line of summary.lines) run.append(make("p", "", line));
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
  run.append(make("p", "dim", "Made by proofsheet " + summary.version));
};

const offer = () => {
  const any = make("option", "", "any");
  any.value = "-1";
  const options = rules.map((name, number) => {
    const option = make("option", "", name + " (" + grouped(ruleCounts[number]) + ")");
    option.value = number;
    return option;
  });
  byId("rule").replaceChildren(any, ...options.sort((a, b) => a.textContent < b.textContent ? -1 : 1));
  const common = hosts.map((name, number) => number).filter(number => hosts[number]).sort((a, b) => hostCounts[b] - hostCounts[a] || a - b);
  fill(byId("hosts"), common.slice(0, 100).map(number => hosts[number]));
  suggest();
};

const listen = () => {
  for (const id of ["rule", "severity", "sort", "findings"]) byId(id).addEventListener("change", update);
  for (const id of ["search", "host", "record"]) byId(id).addEventListener("input", updateSoon);
  byId("record").addEventListener("input", suggest);
  byId("reset").addEventListener("click", () => {
    for (const id of ["search", "host", "record"]) byId(id).value = "";
    for (const id of ["rule", "severity", "sort"]) byId(id).selectedIndex = 0;
    byId("findings").checked = false;
    update();
  });
  byId("theme").addEventListener("click", () => { document.documentElement.dataset.theme = isDark() ? "light" : "dark"; showTheme(); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", showTheme);
  document.addEventListener("keydown", onKey);
  list.addEventListener("focusin", event => {
    const card = event.target.closest(".card");
    if (!card) return;
    active = Number(card.dataset.position);
    for (const [place, other] of cards) other.tabIndex = place === active ? 0 : -1;
  });
  addEventListener("scroll", drawSoon, { passive: true });
  let width = list.clientWidth;
  addEventListener("resize", () => { if (list.clientWidth === width) drawSoon(); else { width = list.clientWidth; if (isUpdating) updateSoon(); else refit(); } });
  // A printer gets the cards that would be shown, as far as it can be expected to.
  const printable = 2000;
  addEventListener("beforeprint", () => {
    isPrinting = true;
    clear();
    const printed = Math.min(printable, picked.length);
    const all = [];
    for (let place = 0; place < printed; place += 1) {
      const card = cardOf(picked[place], place, picked.length);
      for (const image of card.querySelectorAll("img")) image.loading = "eager";
      cards.set(place, card);
      all.push(card);
    }
    list.replaceChildren(...all);
    byId("printed").textContent = status.textContent + (printed < picked.length ? ", the first " + grouped(printed) + " of them here" : "");
  });
  addEventListener("afterprint", () => { isPrinting = false; clear(); draw(); });
};
