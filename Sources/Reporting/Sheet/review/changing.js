// One change is made after the other. A page that was left, or whose program has ended, makes none any more.
let isWorking = false, hasEnded = false;
const canUndo = () => review.undoable !== "" && !hasEnded;

const showWork = () => {
  const isStill = isWorking || hasEnded;
  byId("apply").disabled = isStill;
  byId("done").disabled = isStill;
  byId("undo").disabled = isStill || !canUndo();
  byId("told-undo").disabled = isStill;
  byId("latest").disabled = !review.notice;
};

const settle = () => { isWorking = false; showWork(); };

// The marks stay, and can still be saved as a file.
const end = (title, lines) => {
  hasEnded = true;
  isWorking = false;
  document.body.classList.remove("reviewed");
  const isMarked = markCounts[1] + markCounts[2] > 0;
  say(title);
  showWork();
  tell({ title, lines: isMarked ? [...lines, "Marks that were not applied are still here: “Save decisions” keeps them in a file."] : lines });
};
const gone = () => end("The program no longer answers", [
  "What it was asked for last may have been done: look at your files. Run “proofsheet review” again to go on."
]);

// Loads the page that shows what has changed, which goes on at the same place.
const leave = ({ title, lines }) => {
  history.replaceState({ place: active, title, lines }, "");
  location.reload();
};

async function ask(action, body) {
  const answer = await fetch(action + "?page=" + review.page, {
    method: "POST", headers: { "Content-Type": "application/json" }, body
  });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

async function change(action, body, doing) {
  if (isWorking || hasEnded) return;
  isWorking = true;
  showWork();
  say(doing);
  let answer = null;
  try {
    answer = await ask(action, await body());
  } catch (error) { gone(); return; }
  if (answer.isPageNew) { leave(answer); return; }
  settle();
  say(answer.title);
  tell(answer);
}

// Said where there is nothing to apply, and only as long as that is so.
const advice = "Nothing is marked to be fixed" + (canAccept ? " or accepted" : "") + ": mark an entry with f" +
  (canAccept ? " or a" : "") + " first.";
new MutationObserver(() => {
  if (byId("said").textContent === advice && markCounts[1] + markCounts[2] > 0) say("");
}).observe(byId("marked"), { childList: true });

// What is accepted or fixed; entries to leave are no affair of the program.
async function applyMarks() {
  if (!markCounts[1] && !markCounts[2]) { say(advice); return; }
  // The page that comes next recalls the marks that are left.
  await change("apply", async () => { await keepMarks(); return decisionsText(); }, "Writing…");
}
async function undoLast() {
  if (!canUndo()) { say("There is nothing to undo."); return; }
  await change("undo", async () => { await keepMarks(); return "{}"; }, "Undoing…");
}
async function finishReview() {
  if (isWorking || hasEnded) return;
  isWorking = true;
  try { await ask("done", "{}"); } catch (error) { gone(); return; }
  end("The review has ended", ["You can close this page."]);
}

// Notices when the program has gone.
async function watchProgram() {
  while (!hasEnded) {
    await new Promise(done => setTimeout(done, 2000));
    if (isWorking || hasEnded) continue;
    let isThere = false;
    try { isThere = (await fetch("alive")).ok; } catch (error) { isThere = false; }
    if (!isThere && !isWorking && !hasEnded) gone();
  }
}
