const started = (async () => {
  tellRun();
  showTheme();
  await readAll();
  await recallMarks();
  countRules();
  countHosts();
  tellQuiet();
  tellSince();
  offer();
  if (!readState(location.hash.slice(1))) readState("");
  listenToControls();
  listenToList();
  listenToLarge();
  showMarks();
  await update();
  document.documentElement.dataset.ready = "yes";
})();
