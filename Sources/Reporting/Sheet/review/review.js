const addKey = (key, text) => {
  const pair = make("div"), name = make("dt");
  name.append(make("kbd", "", key));
  pair.append(name, make("dd", "", text));
  document.querySelector("#help .keys").append(pair);
};

const onReviewKey = event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("input:not([type=range]), select, textarea") || byId("help").open) return;
  if (event.key === "a" && !canAccept && !told.open) { say("To accept findings, start the review with --baseline FILE."); return; }
  const actions = { u: undoLast };
  if (!told.open) Object.assign(actions, { w: applyMarks, d: () => { if (review.notice) tell(review.notice); } });
  const action = actions[event.key];
  if (!action) return;
  event.preventDefault();
  action();
};

const prepareReview = () => {
  document.querySelector("header").append(byId("review"));
  document.body.classList.add("reviewed");
  const apply = make("button", "main", "Apply");
  apply.type = "button";
  apply.id = "apply";
  apply.setAttribute("aria-keyshortcuts", "w");
  byId("save").className = "";
  byId("save").after(apply);
  byId("no-baseline").hidden = canAccept;
  if (!canAccept) byId("mark-all").querySelector('[value="2"]').remove();
  addKey("w", "apply the marks: write them to your files");
  addKey("d", "what the last change was");
  addKey("u", "undo the last change");
  if (review.undoable) byId("undo").title = "Undo: " + review.undoable;
};

const listenToReview = () => {
  const clicks = {
    apply: applyMarks, undo: undoLast, done: finishReview, latest: () => tell(review.notice),
    "told-close": () => told.close(), "told-undo": undoLast
  };
  for (const [id, onClick] of Object.entries(clicks)) byId(id).addEventListener("click", onClick);
  document.addEventListener("keydown", onReviewKey);
  told.addEventListener("close", () => { if (!large.open) focusOn(active); });
  // Requests that a page breaks off by being left say nothing of the program.
  addEventListener("pagehide", () => { isWorking = true; });
};

// After a change the page goes on where it was, and tells of it.
const resume = state => {
  history.replaceState(null, "");
  if (picked.length) reveal(state.place);
  say(state.title);
  tell(review.notice && review.notice.title === state.title ? review.notice : state);
};

const arrived = history.state;
prepareReview();
started.then(() => {
  listenToReview();
  showWork();
  if (arrived && arrived.title) resume(arrived);
  watchProgram();
});
