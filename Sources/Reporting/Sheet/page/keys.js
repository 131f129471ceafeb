const markKeys = { f: 1, a: 2, l: 3 };

const onLargeKey = event => {
  const isSlider = event.target.type === "range";
  const steps = isSlider ? { j: 1, k: -1 } : { j: 1, k: -1, ArrowRight: 1, ArrowLeft: -1 };
  if (steps[event.key]) { event.preventDefault(); stepLarge(steps[event.key]); return; }
  if (markKeys[event.key] && worst[picked[shown]] >= 0) { event.preventDefault(); markShown(markKeys[event.key]); }
};

const onKey = event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const target = event.target;
  if (event.key === "Escape" && target.id === "search") { target.value = ""; updateSoon(); return; }
  if (target.matches("input:not([type=range]), select, textarea")) return;
  if (document.querySelector("dialog[open]:not(#large)")) return;
  if (event.key === "?") { event.preventDefault(); byId("help").showModal(); return; }
  if (large.open) { onLargeKey(event); return; }
  if (event.key === "/") { event.preventDefault(); byId("search").focus(); byId("search").select(); return; }
  const card = target.closest(".card"), place = card ? Number(card.dataset.position) : active;
  if (card && markKeys[event.key]) { event.preventDefault(); markCard(place, markKeys[event.key]); return; }
  const steps = { j: 1, k: -1 };
  if (card) Object.assign(steps, { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns, Home: -Infinity, End: Infinity });
  const step = steps[event.key];
  if (step === undefined) return;
  event.preventDefault();
  focusOn(card ? place + step : place);
};
