const large = byId("large");
let shown = -1;

const stageSize = () => {
  const width = Math.max(200, Math.min(560, innerWidth - (innerWidth > 600 ? 66 : 32)));
  return { width, height: Math.round(Math.min(width * 0.75, innerHeight * 0.5)) };
};

// The slider takes the picture from its own shape to the one that the record declares.
const sliderOf = (entry, frame, fit) => {
  const picture = frame.querySelector(".picture, .blank");
  if (!picture || !fit.declared || Math.abs(fit.declared - fit.actual) < 0.001) return null;
  const field = make("div", "morph"), slider = make("input");
  slider.type = "range";
  slider.id = "morph";
  slider.min = 0;
  slider.max = 100;
  slider.value = 0;
  const say = () => {
    const share = Number(slider.value) / 100;
    picture.style.height = fit.width * (fit.actual + (fit.declared - fit.actual) * share) + "px";
    slider.setAttribute("aria-valuetext", share === 0 ? "as the image is" : share === 1 ? "as declared" : Math.round(share * 100) + " % of the way to declared");
  };
  slider.addEventListener("input", say);
  const label = make("label", "unseen", "Shape of the picture, from the actual one to the declared one");
  label.htmlFor = slider.id;
  field.append(label, make("span", "end", "actual " + actualText(entry)), slider, make("span", "end", "declared " + sizeText(entry.declared)));
  say();
  return field;
};

const stageOf = entry => {
  const stage = make("div", "stage"), size = stageSize();
  const frame = frameOf(entry, size, "The image of " + (entry.path || entry.record) + ", " + sizesText(entry));
  stage.append(frame);
  const slider = sliderOf(entry, frame, fitOf(entry, size));
  if (slider) stage.append(slider);
  return stage;
};

const numbersOf = entry => {
  const numbers = make("dl", "figures");
  const add = (name, value, className) => { const pair = make("div", className); pair.append(make("dt", "", name), make("dd", "", value)); numbers.append(pair); };
  add("Declared", sizeText(entry.declared));
  add("Actual", actualText(entry));
  add("Ratio declared", ratioText(entry.declared));
  add("Ratio actual", ratioText(entry.actual));
  if (entry.shift > 0) add("Layout shift", shiftText(entry.shift));
  add("Host", entry.host || "none", "long");
  return numbers;
};

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

const codeLine = (className, number, sign, text) => {
  const line = make("span", "code " + className);
  line.append(make("span", "number", number ? String(number) : ""), make("span", "sign", sign), document.createTextNode(text + "\n"));
  return line;
};

// The record's lines, and where a fix changes them both states of these.
const excerptOf = entry => {
  const excerpt = make("pre", "excerpt"), { lines, mended, firstLine } = entry;
  excerpt.tabIndex = 0;
  excerpt.setAttribute("role", "group");
  excerpt.setAttribute("aria-label", "The lines of the record around the entry");
  const isSame = (place, other) => mended.length > 0 && lines[place] === mended[other];
  let start = 0, end = 0;
  const shorter = Math.min(lines.length, mended.length);
  if (mended.length) {
    while (start < shorter && isSame(start, start)) start += 1;
    while (end < shorter - start && isSame(lines.length - 1 - end, mended.length - 1 - end)) end += 1;
  } else { start = lines.length; }
  const plain = place => codeLine(firstLine + place === entry.line ? "own" : "", firstLine + place, " ", lines[place]);
  for (let place = 0; place < start; place += 1) excerpt.append(plain(place));
  for (let place = start; place < lines.length - end; place += 1) excerpt.append(codeLine("old", firstLine + place, "−", lines[place]));
  for (let place = start; place < mended.length - end; place += 1) excerpt.append(codeLine("new", 0, "+", mended[place]));
  for (let place = Math.max(start, lines.length - end); place < lines.length; place += 1) excerpt.append(plain(place));
  return excerpt;
};

const copiesOf = entry => {
  const row = make("div", "copies");
  const offerCopy = (label, text) => {
    const button = make("button", "", label);
    button.type = "button";
    button.addEventListener("click", () => copy(button, text));
    row.append(button);
  };
  offerCopy("Copy path", placeText(entry));
  if (fixesOf(entry).length) {
    offerCopy("Copy fix", fixText(entry));
    offerCopy("Copy repair command", repairText(entry));
  }
  if (entry.findings.length) offerCopy("Copy ignore rule", ignoreText(entry));
  return row;
};

const markingOf = index => {
  const group = make("fieldset", "marking");
  group.append(make("legend", "unseen", "What is to become of it"));
  if (worst[index] < 0) return group;
  [1, 2, 3].forEach(value => {
    if (!canMark(index, value)) return;
    const button = make("button", "choice " + markNames[value], markTexts[value]);
    button.type = "button";
    button.setAttribute("aria-pressed", markOf[index] === value);
    button.addEventListener("click", () => markShown(value));
    group.append(button);
  });
  return group;
};

const showLarge = () => {
  const index = picked[shown], entry = entryAt(index);
  byId("large-title").textContent = titleText(entry);
  byId("large-count").textContent = grouped(shown + 1) + " of " + grouped(picked.length);
  const place = byId("large-place"), name = make("span", "name", nameText(entry));
  place.replaceChildren(placeOf(entry), name);
  byId("previous").disabled = shown === 0;
  byId("next").disabled = shown === picked.length - 1;
  const about = make("div", "sides"), left = make("div", "left"), right = make("div", "right");
  if (!entry.isRecord) left.append(stageOf(entry), numbersOf(entry));
  if (entry.url) left.append(addressOf(entry.url));
  right.append(make("h3", "", "What there is to say"));
  if (entry.findings.length) {
    const findings = make("ul", "findings");
    findings.append(...entry.findings.map(findingOf));
    right.append(findings);
  } else {
    right.append(make("p", "fine", "Nothing is wrong."));
  }
  if (entry.lines.length) right.append(make("h3", "", mendsText(entry)), excerptOf(entry));
  right.append(copiesOf(entry));
  about.append(...(entry.isRecord ? [right] : [left, right]));
  byId("large-body").replaceChildren(about);
  byId("large-marks").replaceChildren(markingOf(index));
};
const mendsText = entry => entry.mended.length ? "What a fix changes in the record" : "What the record says";
// Where an editor is known, the place opens in it.
const placeOf = entry => {
  const place = make("code", "", placeText(entry)), address = editorText(entry);
  if (!address) return place;
  const link = make("a");
  link.href = address;
  link.title = "Open in the editor";
  link.append(place);
  return link;
};

const openLarge = place => {
  shown = place;
  showLarge();
  if (!large.open) large.showModal();
  byId("large-title").focus();
};
const stepLarge = step => {
  const next = shown + step;
  if (next < 0 || next >= picked.length) return;
  const focused = document.activeElement && document.activeElement.id;
  shown = next;
  showLarge();
  byId("large-body").scrollTop = 0;
  // A button that cannot go on gives the focus away.
  const isKept = (focused === "previous" || focused === "next") && !byId(focused).disabled;
  if (!isKept) byId("large-title").focus();
};

// A second time, the mark goes.
const markShown = value => {
  const index = picked[shown];
  if (!mark([index], markOf[index] === value ? 0 : value)) return;
  byId("large-marks").replaceChildren(markingOf(index));
  const button = byId("large-marks").querySelector("." + markNames[value]);
  if (button) button.focus();
};
const markCard = (place, value) => {
  const index = picked[place];
  if (mark([index], markOf[index] === value ? 0 : value)) redraw();
};
