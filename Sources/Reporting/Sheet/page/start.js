(async () => {
  tellRun();
  showTheme();
  await readAll();
  byId("findings").checked = anyFinding;
  offer();
  listen();
  await update();
  document.documentElement.dataset.ready = "yes";
})();
