const markNames = ["", "fix", "accept", "leave"];
const markTexts = ["", "Fix", "Accept", "Leave"];

// The article that a row of cards is of, above the first of them.
const articleOf = (entry, isContinued, width) => {
  const head = make(isContinued ? "p" : "h3", "article");
  head.style.width = width + "px";
  head.append(make("span", "title", titleText(entry) + (isContinued ? " (continued)" : "")));
  if (entry.title) head.append(make("span", "path", entry.record));
  head.title = entry.record;
  return head;
};

// Where records come by their layout shift, each says its own.
const recordShiftText = index => byId("sort").value === "record-shift" && recordShifts[recordOf[index]] > 0
  ? "layout shift of the article " + shiftText(recordShifts[recordOf[index]]) : "";

const tileOf = (entry, index, size) => {
  const tile = make("button", "tile");
  tile.type = "button";
  const about = make("span", "about"), chief = chiefOf(entry);
  about.append(make("span", "verdict" + (chief ? " s" + chief.severity : ""), verdictText(entry)));
  about.append(make("span", "name", nameText(entry)), make("span", "numbers", recordShiftText(index) || numbersText(entry)));
  const frame = frameOf(entry, size, "");
  if (chief) frame.append(make("span", "corner s" + chief.severity));
  if (entry.isNew) frame.append(make("span", "new-mark", "New"));
  const mark = markOf[index];
  if (mark) frame.append(make("span", "mark " + markNames[mark], markTexts[mark]));
  tile.append(frame, about);
  return tile;
};

// A card, with the name of its article where `run` says that it is the first of that in its row.
const cardOf = (index, place, total, run) => {
  const entry = entryAt(index), card = make("li", "card");
  card.setAttribute("aria-posinset", place + 1);
  card.setAttribute("aria-setsize", total);
  card.dataset.position = place;
  if (run) card.append(articleOf(entry, run.isContinued, run.width));
  card.append(tileOf(entry, index, frameSize));
  return card;
};

const findingOf = finding => {
  const item = make("li", "finding s" + finding.severity), title = make("p");
  title.append(make("span", "rule", labelOf(finding.rule)));
  if (finding.isNew) title.append(make("span", "new-mark", "New"));
  title.append(make("span", "dim", " " + severityNames[finding.severity] + ", " + finding.rule + (finding.line > 0 ? " at " + finding.line + ":" + finding.column : "")));
  item.append(title, make("p", "", finding.message));
  if (finding.suggestions.length) item.append(make("p", "suggestion", "Suggested: " + finding.suggestions.join(", ")));
  return item;
};
