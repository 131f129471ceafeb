// What an <img> needs of one image entry: the site's own copy where the list has one, with the size that browsers show it
// at and its main colour behind it while it loads, else the image where it is. `base` is the path that the site is below.
export function shownImage(entry, list, base = '/') {
  const inSite = (path) => base.replace(/\/$/, '') + path;
  const copy = list?.images[entry.url];
  if (copy) {
    return {
      src: inSite(copy.path),
      width: copy.width,
      height: copy.height,
      style: copy.placeholder && `background-color: ${copy.placeholder.color}`,
    };
  }
  const isOfSite = entry.url.startsWith('/') && !entry.url.startsWith('//');
  const size = entry.width && entry.height ? { width: entry.width, height: entry.height } : {};
  return { src: isOfSite ? inSite(entry.url) : entry.url, ...size };
}
