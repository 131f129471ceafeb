async function update() {
  generation += 1;
  const mine = generation, isCurrent = () => generation === mine;
  const next = await pick(wanted(), isCurrent);
  if (!next || !isCurrent()) return;
  layOut(next);
  if (list.getBoundingClientRect().top < 0) scrollToHeight(-covered());
  status.textContent = "Showing " + grouped(picked.length) + " of " + plural(count, "entry", "entries");
  tellEmpty();
  showChips();
  writeState();
}
let delay = 0;
const updateSoon = () => { clearTimeout(delay); delay = setTimeout(update, 120); };

// Nothing to be seen is said, and the way on offered.
const tellEmpty = () => {
  byId("empty").hidden = picked.length > 0;
  byId("mark-all").disabled = !picked.length;
  if (picked.length) return;
  const query = byId("search").value.trim();
  byId("why").textContent = !count ? "The records name no image."
    : query ? "Nothing matches “" + query + "”." : "No entry is like that.";
  byId("offer").hidden = !count;
  byId("offer").textContent = "Show " + (count === 1 ? "the entry" : "all " + grouped(count) + " entries");
};

const fill = (node, names) => node.replaceChildren(...names.map(name => { const option = make("option"); option.value = name; return option; }));
const suggest = () => {
  const part = byId("record").value.trim().toLowerCase(), found = [];
  for (const name of records) {
    if (name.toLowerCase().includes(part)) found.push(name);
    if (found.length === 50) break;
  }
  fill(byId("records"), found);
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

const showAll = () => { readState("show=all"); update(); };
const showEverythingQuiet = () => { readState("show=findings"); update(); };
const markAll = () => {
  const value = Number(byId("mark-all").value);
  byId("mark-all").value = "-1";
  if (value >= 0) { mark(picked, value); redraw(); }
};
const fold = () => {
  const isOpen = bar.classList.toggle("open");
  byId("fold").setAttribute("aria-expanded", isOpen);
};

const listenToControls = () => {
  for (const id of ["rule", "severity", "show", "sort"]) byId(id).addEventListener("change", update);
  for (const id of ["search", "host", "record"]) byId(id).addEventListener("input", updateSoon);
  byId("record").addEventListener("input", suggest);
  const clicks = {
    reset: showAll, offer: showAll, fold, "quiet-show": showEverythingQuiet, save: saveDecisions,
    "keys": () => byId("help").showModal(), "help-close": () => byId("help").close(),
    theme: () => { document.documentElement.dataset.theme = isDark() ? "light" : "dark"; showTheme(); },
    "quiet-copy": event => copy(event.currentTarget, byId("quiet-command").textContent),
    "carry-out-copy": event => copy(event.currentTarget, byId("carry-out").textContent),
    unmark: () => { mark(markOf.keys(), 0); redraw(); byId("mark-all").focus(); }
  };
  for (const [id, onClick] of Object.entries(clicks)) byId(id).addEventListener("click", onClick);
  byId("mark-all").addEventListener("change", markAll);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", showTheme);
  addEventListener("hashchange", () => { if (readState(location.hash.slice(1))) update(); });
};

const listenToList = () => {
  document.addEventListener("keydown", onKey);
  list.addEventListener("click", event => {
    const card = event.target.closest(".tile") && event.target.closest(".card");
    if (card) openLarge(Number(card.dataset.position));
  });
  list.addEventListener("focusin", event => {
    const card = event.target.closest(".card");
    if (!card) return;
    active = Number(card.dataset.position);
    for (const [place, other] of cards) other.querySelector(".tile").tabIndex = place === active ? 0 : -1;
  });
  addEventListener("scroll", drawSoon, { passive: true });
  let width = list.clientWidth;
  addEventListener("resize", () => {
    if (list.clientWidth === width) drawSoon(); else { width = list.clientWidth; refit(); }
    if (large.open) showLarge();
  });
  addEventListener("beforeprint", beginPrinting);
  addEventListener("afterprint", endPrinting);
};

const listenToLarge = () => {
  byId("close").addEventListener("click", () => large.close());
  byId("previous").addEventListener("click", () => stepLarge(-1));
  byId("next").addEventListener("click", () => stepLarge(1));
  large.addEventListener("click", event => { if (event.target === large) large.close(); });
  // The card of what was seen last has the focus then.
  large.addEventListener("close", () => { redraw(); focusOn(shown); });
};
