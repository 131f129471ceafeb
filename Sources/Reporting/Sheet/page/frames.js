const make = (name, className, text) => {
  const node = document.createElement(name);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
};

const put = (node, size, width, height, area) => {
  node.style.width = width + "px";
  node.style.height = height + "px";
  node.style.left = (size.width - width) / 2 + "px";
  node.style.top = Math.max(0, (size.height - area) / 2) + "px";
  return node;
};
const ratioOf = sides => isSize(sides) ? sides[1] / sides[0] : 0;

// How large picture and box are drawn in a frame: at one width, from one upper edge, so that what differs is the height,
// as on the page. A box many times as high as the picture is cut off, so that the picture stays to be seen.
const fitOf = (entry, size) => {
  const actual = ratioOf(entry.actual), declared = ratioOf(entry.declared);
  const fitted = ratio => ratio > 0 ? Math.min(size.width, size.height / ratio) : size.width;
  const width = Math.max(2, Math.min(fitted(actual), Math.max(fitted(declared), actual > 0 ? fitted(actual) / 4 : 0)));
  const area = Math.min(size.height, width * Math.max(actual, declared));
  return { actual, declared, width, area };
};

const missingText = entry => entry.thumbnail && isSize(entry.actual) ? ""
  : entry.absence || (entry.hasPicture ? "no thumbnail" : "no picture");

const frameOf = (entry, size, alternative) => {
  const frame = make("span", "frame"), { actual, declared, width, area } = fitOf(entry, size);
  frame.style.width = size.width + "px";
  frame.style.height = size.height + "px";
  if (actual > 0) frame.append(pictureOf(entry, size, width, Math.max(1, width * actual), area, alternative));
  if (declared > 0) frame.append(put(make("span", "box"), size, width, Math.max(6, width * declared), area));
  const missing = missingText(entry);
  if (missing) frame.append(make("span", "missing", missing));
  return frame;
};

const pictureOf = (entry, size, width, height, area, alternative) => {
  if (!entry.thumbnail) return put(make("span", "blank"), size, width, height, area);
  const image = put(make("img", "picture"), size, width, height, area);
  image.loading = "lazy";
  image.decoding = "async";
  image.alt = alternative;
  image.addEventListener("error", () => {
    image.replaceWith(put(make("span", "blank"), size, width, height, area),
      make("span", "missing", summary.directory && !summary.review ? "the directory of thumbnails is not beside this page" : "the thumbnail cannot be shown"));
  });
  image.src = summary.directory ? "./" + summary.directory + "/" + entry.thumbnail : "data:image/jpeg;base64," + entry.thumbnail;
  return image;
};
