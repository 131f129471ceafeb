// How high a card of this width must be, in pixels: lines of text by the number of their characters.
const heightOf = (index, width, isNarrow) => {
  const block = blocks[Math.floor(index / capacity)], row = block.entries[index % capacity];
  const room = width - 26 - (isNarrow || row[2] < 0 ? 0 : frame.width + 16);
  const lines = (units, pixels) => Math.max(1, Math.ceil(units * pixels / room));
  const units = number => number < 0 ? 0 : block.units[number];
  let text = 20 * lines(units(row[2]), 8.6) + 18 * lines(units(row[0]) + 7 + recordShiftText(index).length, 7.4);
  if (row[3] >= 0) text += 16 * lines(units(row[3]), 7.4);
  if (row[2] >= 0) text += 18 * lines(shiftOf[index] > 0 ? 62 : 42, 7.4);
  if (row[10].length === 0) text += 24;
  for (const finding of row[10]) {
    text += 6 + 18 * lines(units(finding[0]) + 24, 7.6) + 18 * lines(units(finding[2]) * 1.05 + 4, 7.2);
    if (finding[6].length) text += 18 * lines(12 + finding[6].reduce((sum, number) => sum + units(number) + 2, 0), 7.4);
  }
  if (row[2] < 0) return text + 26;
  return 26 + (isNarrow ? frame.height + 8 + text : Math.max(frame.height, text));
};
