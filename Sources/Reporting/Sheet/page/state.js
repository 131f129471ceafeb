// The filters as they stand in the address, so that a view can be sent and found again.
const controls = { q: "search", rule: "rule", severity: "severity", host: "host", article: "record", show: "show", sort: "sort" };
const initial = () => ({
  q: "", rule: "-1", severity: "-1", host: "", article: "", sort: "worst",
  show: anyLoud ? "loud" : anyFinding ? "findings" : "all"
});

const wanted = () => ({
  query: byId("search").value.trim().toLowerCase(), rule: Number(byId("rule").value), severity: Number(byId("severity").value),
  host: byId("host").value.trim(), record: byId("record").value.trim(), sort: byId("sort").value, show: byId("show").value
});

const stateText = () => {
  const start = initial(), parts = new URLSearchParams();
  for (const [key, id] of Object.entries(controls)) {
    const value = byId(id).value.trim();
    if (value !== start[key]) parts.set(key, key === "rule" ? rules[Number(value)] : value);
  }
  return String(parts);
};

// Sets the controls to what an address says; false where it says nothing of them.
const readState = hash => {
  if (hash && !hash.includes("=")) return false;
  const state = Object.assign(initial(), Object.fromEntries(new URLSearchParams(hash)));
  state.rule = String(rules.indexOf(state.rule));
  for (const [key, id] of Object.entries(controls)) {
    const control = byId(id), isChoice = control.tagName === "SELECT";
    const isKnown = !isChoice || [...control.options].some(option => option.value === state[key]);
    control.value = isKnown ? state[key] : initial()[key];
  }
  return true;
};

const writeState = () => {
  const text = stateText();
  if (text === location.hash.slice(1)) return;
  history.replaceState(null, "", text ? "#" + text : location.pathname + location.search);
};
