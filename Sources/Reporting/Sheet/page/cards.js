const frame = { width: 224, height: 168 };
const severityNames = ["info", "warning", "error"];
const make = (name, className, text) => {
  const node = document.createElement(name);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
};

const sideText = side => side > 0 ? String(side) : "?";
const sizeText = size => size[0] > 0 || size[1] > 0 ? sideText(size[0]) + " × " + sideText(size[1]) : "none";
const shiftText = thousandths => (thousandths / 1000).toFixed(3);
const sizesText = entry => {
  const parts = ["declared " + sizeText(entry.declared), "actual " + (entry.actual[0] > 0 ? sizeText(entry.actual) : "unknown")];
  if (entry.shift > 0) parts.push("layout shift " + shiftText(entry.shift));
  return parts.join(", ");
};
const isSize = size => size[0] > 0 && size[1] > 0;

const put = (node, width, height, area) => {
  node.style.width = width + "px";
  node.style.height = height + "px";
  node.style.left = (frame.width - width) / 2 + "px";
  node.style.top = Math.max(0, (frame.height - area) / 2) + "px";
  return node;
};

// Picture and declared box at one width, from one upper edge: what differs is the height, as on the page. A box
// many times as high as the picture is cut off, so that the picture stays to be seen.
const frameOf = entry => {
  const box = make("div", "frame");
  const actual = isSize(entry.actual) ? entry.actual[1] / entry.actual[0] : 0;
  const declared = isSize(entry.declared) ? entry.declared[1] / entry.declared[0] : 0;
  const fitted = ratio => ratio > 0 ? Math.min(frame.width, frame.height / ratio) : frame.width;
  const width = Math.max(2, Math.min(fitted(actual), Math.max(fitted(declared), actual > 0 ? fitted(actual) / 4 : 0)));
  const area = Math.min(frame.height, width * Math.max(actual, declared));
  if (actual > 0) box.append(pictureOf(entry, width, Math.max(1, width * actual), area));
  if (declared > 0) box.append(put(make("div", "box"), width, Math.max(6, width * declared), area));
  const missing = entry.thumbnail && actual > 0 ? "" : entry.absence || (entry.hasPicture ? "no thumbnail" : "no picture");
  if (missing) box.append(make("p", "missing", missing));
  return box;
};

const pictureOf = (entry, width, height, area) => {
  if (!entry.thumbnail) return put(make("div", "blank"), width, height, area);
  const image = put(make("img", "picture"), width, height, area);
  image.loading = "lazy";
  image.decoding = "async";
  image.alt = "The image of " + (entry.path || entry.record) + ", " + sizesText(entry);
  image.addEventListener("error", () => {
    image.replaceWith(put(make("div", "blank"), width, height, area),
      make("p", "missing", summary.directory ? "the directory of thumbnails is not beside this page" : "the thumbnail cannot be shown"));
  });
  image.src = summary.directory ? "./" + summary.directory + "/" + entry.thumbnail : "data:image/jpeg;base64," + entry.thumbnail;
  return image;
};

// Only what is plainly an address; a masked one leads nowhere, and one with an escape elsewhere.
const isLink = url => /^https?:\/\/[^\s\\]+$/i.test(url) && !url.includes("=***");
const addressOf = url => {
  const line = make("p", "url");
  if (isLink(url)) {
    const link = make("a", "", url);
    link.href = url;
    link.rel = "noreferrer noopener";
    link.target = "_blank";
    line.append(link);
  } else {
    line.textContent = url;
  }
  return line;
};

const findingOf = finding => {
  const item = make("li", "finding s" + finding.severity);
  const title = make("p");
  title.append(make("span", "rule", severityNames[finding.severity] + ": " + finding.rule));
  if (finding.line > 0) title.append(make("span", "dim", " at " + finding.line + ":" + finding.column));
  item.append(title, make("p", "", finding.message));
  if (finding.suggestions.length) item.append(make("p", "suggestion", "Suggested: " + finding.suggestions.join(", ")));
  return item;
};

// Where records come by their layout shift, each says its own.
const recordShiftText = index => byId("sort").value === "record-shift" && recordShifts[recordOf[index]] > 0
  ? ", layout shift of the record " + shiftText(recordShifts[recordOf[index]]) : "";
const placeText = entry => entry.record + (entry.line > 0 ? ":" + entry.line : "");
const cardOf = (index, position, total) => {
  const entry = entryAt(index);
  const card = make("li", "card");
  card.setAttribute("aria-posinset", position + 1);
  card.setAttribute("aria-setsize", total);
  card.dataset.position = position;
  const title = make("h3", "", entry.isRecord ? "The record as a whole" : entry.path);
  title.id = "entry-" + index;
  card.setAttribute("aria-labelledby", title.id);
  const about = make("div", "about");
  about.append(title, make("p", "place", placeText(entry) + recordShiftText(index)));
  if (entry.url) about.append(addressOf(entry.url));
  if (!entry.isRecord) about.append(make("p", "sizes", sizesText(entry)));
  if (entry.findings.length) {
    const list = make("ul", "findings");
    list.append(...entry.findings.map(findingOf));
    about.append(list);
  } else {
    about.append(make("p", "right", "Nothing is wrong."));
  }
  if (!entry.isRecord) card.append(frameOf(entry));
  card.append(about);
  return card;
};
