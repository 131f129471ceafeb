"""What holds of every proof sheet, as other programs and a browser see it."""

import base64
import hashlib
import pathlib
import re

from browser import check

def check_document(page, name):
    """Reads a page by parsers that are not the browser's, and reckons its hashes anew."""
    text = pathlib.Path(page).read_text(encoding="utf-8")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text).group(1)
    for kind, element in [("script-src", "script"), ("style-src", "style")]:
        inline = re.findall(f"<{element}>(.*?)</{element}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256("".join(inline).encode()).digest()).decode()
        check(len(inline) == 1 and f"{kind} 'sha256-{digest}'" in policy, f"{name}: the policy allows the {element} alone")
    check(policy.startswith("default-src 'none';") and "unsafe" not in policy and "http" not in policy,
          f"{name}: and nothing else")
    try:
        import html5lib
    except ImportError:
        print(f"--    {name}: html5lib is not there")
        return
    try:
        html5lib.HTMLParser(strict=True).parse(text)
        check(True, f"{name}: html5lib finds no error")
    except html5lib.html5parser.ParseError as error:
        check(False, f"{name}: html5lib finds {error}")


def check_quiet(browser, name):
    watched = browser.execute_script("return watched")
    check(not watched["violations"], f"{name}: no violation of the policy {watched['violations'][:3]}")
    check(not watched["errors"] and not watched["alerts"], f"{name}: no error, no alert {watched['errors'][:3]}")
    log = [line for line in browser.get_log("browser") if line["level"] in ("SEVERE", "WARNING")]
    check(not log, f"{name}: nothing in the console {log[:3]}")


def check_markup(browser, name):
    """All elements are of the kinds that the page's own script and markup make."""
    foreign = browser.execute_script("""
      const known = new Set(('HTML HEAD META TITLE STYLE BODY A HEADER H1 H2 H3 DIV P NOSCRIPT LABEL INPUT SELECT OPTION ' +
        'LINK BUTTON DATALIST MAIN KBD UL LI SPAN IMG SCRIPT DETAILS SUMMARY PRE FOOTER B CODE DIALOG DL DT DD FIELDSET LEGEND').split(' '));
      const bad = [...document.querySelectorAll('*')].filter(n => !known.has(n.tagName)
        || [...n.attributes].some(a => a.name.startsWith('on'))
        || (n.tagName === 'SCRIPT' && n !== document.scripts[document.scripts.length - 1])
        || (n.tagName === 'A' && !/^(https?:|#|vscode:)/.test(n.getAttribute('href')))
        || (n.tagName === 'A' && /^http/.test(n.getAttribute('href')) && n.rel !== 'noreferrer noopener')
        || (n.tagName === 'LINK' && n.getAttribute('href') !== './icon')
        || (n.tagName === 'IMG' && !/^(data:image.jpeg;base64,|[.][/])/.test(n.getAttribute('src'))));
      return bad.map(n => n.outerHTML.slice(0, 200));""")
    check(not foreign, f"{name}: no element but the page's own {foreign[:2]}")


def check_contrast(browser, name):
    """Contrast of texts by WCAG 2.2 §1.4.3, and what an element must have for those who do not see it."""
    faults = browser.execute_script(r"""
      const parse = text => (text.match(/[\d.]+/g) || []).map(Number);
      const light = c => { const v = c.slice(0, 3).map(x => { x /= 255; return x <= 0.03928 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4; });
        return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2]; };
      const under = node => { for (let n = node; n; n = n.parentElement) { const c = parse(getComputedStyle(n).backgroundColor);
        if (c.length === 3 || c[3] === 1) return c; } return [255, 255, 255]; };
      const faults = [];
      for (const node of document.querySelectorAll('body *')) {
        const style = getComputedStyle(node);
        const hasText = [...node.childNodes].some(c => c.nodeType === 3 && c.textContent.trim());
        if (hasText && node.getClientRects().length && !node.closest(':disabled') && style.display !== 'none' && style.visibility !== 'hidden' && node.tagName !== 'SCRIPT' && node.tagName !== 'NOSCRIPT') {
          const pair = [light(parse(style.color)), light(under(node))].sort((a, b) => b - a);
          const ratio = (pair[0] + 0.05) / (pair[1] + 0.05);
          if (ratio < 4.5) faults.push(node.tagName + '.' + node.className + ' ' + ratio.toFixed(2));
        }
        if (node.tagName === 'IMG' && !node.hasAttribute('alt')) faults.push('an image without an alternative text');
        if (/^(INPUT|SELECT)$/.test(node.tagName) && !node.labels.length) faults.push(node.id + ' without a label');
        if (node.tagName === 'BUTTON' && !node.textContent.trim()) faults.push('a button without a name');
      }
      const levels = [...document.querySelectorAll('h1,h2,h3')].map(n => Number(n.tagName[1]));
      levels.forEach((level, i) => { if (i && level > levels[i - 1] + 1) faults.push('a heading that skips a level'); });
      const ids = [...document.querySelectorAll('[id]')].map(n => n.id);
      if (new Set(ids).size !== ids.length) faults.push('an id twice');
      for (const selector of ['h1', 'main', 'header', '[role=search]', '[role=status][aria-live=polite]', '#list[role=list]', '.tile[tabindex="0"]'])
        if (document.querySelectorAll(selector).length !== 1) faults.push('not one ' + selector);
      if (document.documentElement.lang !== 'en' || !document.title) faults.push('no language or title');
      return [...new Set(faults)];""")
    check(not faults, f"{name}: contrast, names and roles {faults[:5]}")


def axe_source(path):
    """The text of axe-core; nothing where it is not to be had."""
    if path:
        return pathlib.Path(path).read_text(encoding="utf-8")
    fetched = pathlib.Path(__file__).parents[2] / ".build/axe/axe.min.js"
    return fetched.read_text(encoding="utf-8") if fetched.exists() else None


def check_axe(browser, name, axe):
    if not axe:
        print(f"--    {name}: axe-core is not there")
        return
    browser.execute_script(axe)
    result = browser.execute_async_script("const done = arguments[0]; axe.run(document).then(done, e => done({violations: [{id: String(e), nodes: []}]}));")
    faults = [f"{fault['id']}: {[node['html'][:120] for node in fault['nodes'][:2]]}" for fault in result["violations"]]
    check(not faults, f"{name}: axe-core {result.get('testEngine', {}).get('version')} finds nothing {faults[:4]}")
