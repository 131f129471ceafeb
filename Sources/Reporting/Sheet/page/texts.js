const severityNames = ["info", "warning", "error"];
const grouped = number => number.toLocaleString("en-US");
const plural = (number, one, many) => grouped(number) + " " + (number === 1 ? one : many || one + "s");
const labelOf = rule => summary.labels[rule] || rule;

const sideText = side => side > 0 ? String(side) : "?";
const isSize = size => size[0] > 0 && size[1] > 0;
const sizeText = size => size[0] > 0 || size[1] > 0 ? sideText(size[0]) + " × " + sideText(size[1]) : "none";
const shiftText = thousandths => (thousandths / 1000).toFixed(3);
const ratioText = size => isSize(size) ? (size[0] / size[1]).toFixed(3) : "unknown";
const actualText = entry => entry.actual[0] > 0 ? sizeText(entry.actual) : "unknown";
const sizesText = entry => {
  const parts = ["declared " + sizeText(entry.declared), "actual " + actualText(entry)];
  if (entry.shift > 0) parts.push("layout shift " + shiftText(entry.shift));
  return parts.join(", ");
};
const placeText = entry => entry.record + (entry.line > 0 ? ":" + entry.line : "");
// The address that opens a place in the editor; none where the path holds what was made fit to be shown.
const editorText = entry => {
  const { editor } = summary;
  if (!editor || (editor.directory + entry.record).includes("\\u{")) return "";
  const path = entry.record.startsWith("/") ? entry.record : editor.directory + "/" + entry.record.replace(/^(\.\/)+/, "");
  const values = {
    "{path}": path.split("/").map(encodeURIComponent).join("/"), "{line}": String(Math.max(1, entry.line)),
    "{column}": String(Math.max(1, columnOf(entry)))
  };
  return editor.template.replace(/\{(path|line|column)\}/g, name => values[name]);
};
const columnOf = entry => (entry.findings.find(finding => finding.line === entry.line) || { column: 1 }).column;
const titleText = entry => entry.title || entry.record;
const nameText = entry => entry.isRecord ? "The record as a whole" : entry.path;

// The finding that an entry is known by in the grid: the worst, and of those alike the first, folded ones last.
const chiefOf = entry => entry.findings.reduce((chief, finding) => {
  const weight = one => (isQuiet(one.rule) ? 0 : 4) + one.severity;
  return !chief || weight(finding) > weight(chief) ? finding : chief;
}, null);
const verdictText = entry => {
  const chief = chiefOf(entry);
  if (!chief) return "nothing wrong";
  return labelOf(chief.rule) + (entry.findings.length > 1 ? " +" + (entry.findings.length - 1) : "");
};
const numbersText = entry => {
  if (entry.isRecord) return "";
  if (!isSize(entry.actual)) return sizeText(entry.declared) === "none" ? "size unknown" : sizeText(entry.declared);
  const [declared, actual] = [sizeText(entry.declared), sizeText(entry.actual)];
  return declared === actual ? actual : declared + " → " + actual;
};

// Only what is plainly an address; a masked one leads nowhere, and one with an escape elsewhere.
const isLink = url => /^https?:\/\/[^\s\\]+$/i.test(url) && !url.includes("=***");

// A word as a POSIX shell takes it.
const shellWord = word => /^[A-Za-z0-9_\-./:,@%+=]+$/.test(word) ? word : "'" + word.replace(/'/g, "'\\''") + "'";
// A text in YAML: in double quotes, which JSON's strings suit, unless it is plain.
const yamlWord = word => /^[A-Za-z0-9_./][A-Za-z0-9_\-./]*$/.test(word) ? word : JSON.stringify(word);

const fixesOf = entry => entry.findings.filter(finding => finding.suggestions.length > 0);
const fixText = entry => {
  const changed = entry.mended.filter(line => !entry.lines.includes(line));
  if (changed.length) return changed.join("\n");
  const suggestions = new Set([].concat(...entry.findings.map(finding => finding.suggestions)));
  return [...suggestions].map(text => text.replace(/^flag /, summary.flagKey + ": ").replace(/^(width|height|url) /, "$1: ")).join("\n");
};
const repairText = entry => {
  const suggestions = [].concat(...entry.findings.map(finding => finding.suggestions));
  const needs = field => suggestions.some(text => text.startsWith(field + " "));
  const options = [...(needs("width") || needs("height") ? ["--dimensions"] : []), ...(needs("url") ? ["--urls"] : [])];
  return ["proofsheet repair", ...options, shellWord(entry.record)].join(" ");
};
const ignoreText = entry => {
  const names = [...new Set(entry.findings.map(finding => finding.rule))];
  const lines = ["ignore:", "  - rule: " + (names.length === 1 ? names[0] : "[" + names.join(", ") + "]")];
  // The address as the record has it is not known where it is masked; the record has to do then.
  if (entry.url && !entry.url.includes("***") && !entry.url.includes("…")) lines.push("    url: " + yamlWord(entry.url));
  lines.push("    record: " + yamlWord(entry.record), "    reason: ");
  return lines.join("\n");
};
