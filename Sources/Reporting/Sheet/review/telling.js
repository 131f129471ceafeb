const { review } = summary;
const told = byId("told");
// What is being done, where the browser reads it out.
const say = text => { byId("said").textContent = text; };

const diffLine = text => {
  const kind = /^(---|\+\+\+|@@)/.test(text) ? "dim" : text.startsWith("+") ? "new" : text.startsWith("-") ? "old" : "";
  return make("span", "code " + kind, text + "\n");
};

// Shows what was done, what was not, and what changed in the records.
const tell = ({ title, lines, diff = [], isUndoable = false }) => {
  byId("told-title").textContent = title;
  byId("told-lines").replaceChildren(...lines.map(line => make("li", "", line)));
  byId("told-lines").hidden = !lines.length;
  byId("told-diff").replaceChildren(...diff.filter((line, place) => line || place < diff.length - 1).map(diffLine));
  byId("told-diff").hidden = !diff.length;
  byId("told-undo").hidden = !isUndoable || !canUndo();
  if (!told.open) told.showModal();
  byId("told-close").focus();
};
