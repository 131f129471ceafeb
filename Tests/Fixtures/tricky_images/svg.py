"""SVG: sizes of the root element, and documents that are not well-formed."""

import gzip

from .svg_sizes import SIZES

# Nothing in it is decoded.
RULES = []

NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'
SHAPE = '<path d="M0 0h9v9z"/>'


def document(attributes="", body=SHAPE, before="", after="\n"):
    return f"{before}<svg {NAMESPACE} {attributes}>{body}</svg>{after}".encode()


ILLUSTRATOR = """<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: Adobe Illustrator 16.0.0, SVG Export Plug-In . SVG Version: 6.00 Build 0)  -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" [
	<!ENTITY ns_svg "http://www.w3.org/2000/svg">
	<!ENTITY ns_xlink "http://www.w3.org/1999/xlink">
	<!ENTITY ns_extend "http://ns.adobe.com/Extensibility/1.0/">
	<!ENTITY half "60">
	<!ENTITY inner "&half;">
]>
"""
XLINK = "http://www.w3.org/1999/xlink"


def documents():
    """Whole documents by name."""
    sized = 'width="120" height="80"'
    start = f"<svg {NAMESPACE} {sized}>"
    element = f"{start}{SHAPE}</svg>"
    made = {
        # The namespace.
        "no-namespace": f"<svg {sized}>{SHAPE}</svg>",
        "no-namespace-box": f'<svg viewBox="0 0 60 40">{SHAPE}</svg>',
        "wrong-namespace": f'<svg xmlns="http://www.w3.org/2000/svg/" {sized}>{SHAPE}</svg>',
        "https-namespace": f'<svg xmlns="https://www.w3.org/2000/svg" {sized}>{SHAPE}</svg>',
        "space-namespace": f'<svg xmlns=" http://www.w3.org/2000/svg" {sized}>{SHAPE}</svg>',
        "prefixed": f'<svg:svg xmlns:svg="http://www.w3.org/2000/svg" {sized}><svg:path d="M0 0h9v9z"/></svg:svg>',
        "prefixed-undeclared": f"<svg:svg {sized}/>",
        "upper-case": f"<SVG {NAMESPACE} {sized}>{SHAPE}</SVG>",
        "other-root": f"<g {NAMESPACE} {sized}>{SHAPE}</g>",
        "symbol-root": f'<symbol {NAMESPACE} viewBox="0 0 60 40">{SHAPE}</symbol>',
        "html": f'<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><body>{element}</body></html>',
        "html-like": f"<!DOCTYPE html>{element}",
        "nested": f'<root>{element}</root>',
        # Before the root element.
        "space-before": f"\n {element}",
        "declaration": f'<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n{element}',
        "space-before-declaration": f'\n<?xml version="1.0"?>\n{element}',
        "mark-before-declaration": f'\ufeff<?xml version="1.0"?>\n{element}',
        "mark-twice": f'\ufeff\ufeff<?xml version="1.0"?>\n{element}',
        "text-before": f"svg {element}",
        "zero-before": f"\0{element}",
        "declaration-twice": f'<?xml version="1.0"?><?xml version="1.0"?>{element}',
        "declaration-no-version": f'<?xml encoding="UTF-8"?>{element}',
        "declaration-upper": f'<?XML version="1.0"?>{element}',
        "declaration-1.1": f'<?xml version="1.1"?>{element}',
        "declaration-2.0": f'<?xml version="2.0"?>{element}',
        "declaration-standalone-first": f'<?xml version="1.0" standalone="yes" encoding="UTF-8"?>{element}',
        "declaration-bad-standalone": f'<?xml version="1.0" standalone="maybe"?>{element}',
        "declaration-unknown": f'<?xml version="1.0" charset="UTF-8"?>{element}',
        "declaration-unknown-encoding": f'<?xml version="1.0" encoding="x-none"?>{element}',
        "declaration-utf-16": f'<?xml version="1.0" encoding="UTF-16"?>{element}',
        "declaration-utf8": f'<?xml version="1.0" encoding="utf8"?>{element}',
        "declaration-ascii": f'<?xml version="1.0" encoding="US-ASCII"?>{element}',
        "instruction": f'<?xml-stylesheet href="a.css" type="text/css"?>{element}',
        "instruction-missing": f'<?xml-stylesheet href="missing.css" type="text/css"?>{element}',
        "instruction-php": f'<?php echo "a"; ?>{element}',
        "doctype-system": f'<!DOCTYPE svg SYSTEM "missing.dtd">{element}',
        "doctype-name": f"<!DOCTYPE html>{element}",
        "doctype-lower": f"<!doctype svg>{element}",
        "doctype-twice": f"<!DOCTYPE svg><!DOCTYPE svg>{element}",
        "doctype-bad-public": f'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN">{element}',
        "comment-before": f"<!-- <svg width='1' height='1'> -->{element}",
        "comment-dashes-before": f"<!-- a -- b -->{element}",
        "comment-dashes": f"{start}<!-- a -- b -->{SHAPE}</svg>",
        "comment-three-dashes": f"{start}<!-- a --->{SHAPE}</svg>",
        "comment-open": f"{start}{SHAPE}</svg><!-- open",
        "section": f"{start}<style><![CDATA[ a > b {{ fill: red }} ]]></style>{SHAPE}</svg>",
        "section-end": f"{start}<text>]]></text></svg>",
        # The root element's own tag.
        "attribute-twice": f"<svg {NAMESPACE} {sized} width='10'>{SHAPE}</svg>",
        "attribute-twice-later": f"{start}<path d='M0 0h9v9z' d=''/></svg>",
        "attribute-unquoted": f"<svg {NAMESPACE} width=120 height=80>{SHAPE}</svg>",
        "attribute-bare": f"<svg {NAMESPACE} {sized} hidden>{SHAPE}</svg>",
        "attribute-unspaced": f'<svg {NAMESPACE} width="120"height="80">{SHAPE}</svg>',
        "attribute-less": f'<svg {NAMESPACE} {sized} id="a<b">{SHAPE}</svg>',
        "attribute-ampersand": f'{start}<a href="?a=1&b=2">{SHAPE}</a></svg>',
        "attribute-quotes": f"<svg xmlns='http://www.w3.org/2000/svg' width='120' height='80'>{SHAPE}</svg>",
        "self-closing": f"<svg {NAMESPACE} {sized}/>",
        "empty-root": f"{start}</svg>",
        # Prefixes.
        "prefix-undeclared": f'{start}<use xlink:href="#a"/></svg>',
        "prefix-undeclared-root": f'<svg {NAMESPACE} {sized} inkscape:version="1.0">{SHAPE}</svg>',
        "prefix-undeclared-element": f"{start}<sodipodi:namedview/>{SHAPE}</svg>",
        "prefix-declared": f'<svg {NAMESPACE} xmlns:xlink="{XLINK}" {sized}><use xlink:href="#a"/></svg>',
        "prefix-declared-later": f'{start}<g xmlns:xlink="{XLINK}"/><use xlink:href="#a"/></svg>',
        "prefix-declared-after": f'<svg {sized} a:b="" xmlns:a="urn:a" {NAMESPACE}>{SHAPE}</svg>',
        "prefix-empty": f'<svg {NAMESPACE} {sized} xmlns:a="">{SHAPE}</svg>',
        "prefix-xml": f'<svg {NAMESPACE} {sized} xml:space="preserve">{SHAPE}</svg>',
        "prefix-two-colons": f'{start}<a:b:c xmlns:a="urn:a"/></svg>',
        "prefix-twice": f'<svg {NAMESPACE} {sized} xmlns:a="urn:a" xmlns:b="urn:a" a:c="" b:c="">{SHAPE}</svg>',
        "namespace-twice": f"<svg {NAMESPACE} {NAMESPACE} {sized}>{SHAPE}</svg>",
        # The end.
        "end-missing": f"{start}{SHAPE}",
        "end-half": f"{start}{SHAPE}</sv",
        "end-crossed": f"{start}<g>{SHAPE}</svg></g>",
        "end-case": f"{start}{SHAPE}</SVG>",
        "end-text": f"{element}text",
        "end-element": f"{element}<svg/>",
        "end-twice": f"{element}</svg>",
        "end-comment": f"{element}<!-- made by hand -->\n<?end?>\n",
        "end-zeros": f"{element}\0\0\0",
        "end-space": f"{element}\n\n \t",
        "end-script": f"{element}<script>1</script>",
        "unclosed-element": f"{start}<g>{SHAPE}</svg>",
        "stray-close": f"{start}</g>{SHAPE}</svg>",
        "stray-less": f"{start}<text>a < b</text></svg>",
        "stray-ampersand": f"{start}<text>a & b</text></svg>",
        "stray-greater": f"{start}<text>a > b</text></svg>",
        "control-character": f"{start}<text>\x01</text></svg>",
        "control-reference": f"{start}<text>&#1;</text></svg>",
        "delete-character": f"{start}<text>\x7f\x85</text></svg>",
        "noncharacter": f"{start}<text>\ufffe</text></svg>",
        "surrogate-reference": f"{start}<text>&#xD800;</text></svg>",
        "script-section": f"{start}<script>if (a < b) c();</script></svg>",
        "duplicate-id": f'{start}<g id="a"/><g id="a"/></svg>',
        "foreign-object": f'{start}<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">a<br/>'
        "</p></foreignObject></svg>",
        "foreign-html": f"{start}<foreignObject><p>a<br></p></foreignObject></svg>",
        "deep": start + "<g>" * 300 + "</g>" * 300 + "</svg>",
        # Entities.
        "entity-html": f"{start}<text>&nbsp;&copy;</text></svg>",
        "entity-html-xhtml": '<!DOCTYPE svg PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" '
        f'"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">{start}'
        "<text>&nbsp;</text></svg>",
        "entity-undeclared-dtd": f'<!DOCTYPE svg SYSTEM "missing.dtd">{start}<text>&nbsp;</text></svg>',
        "entity-undeclared-attribute": f'<svg {NAMESPACE} {sized} id="&none;">{SHAPE}</svg>',
        "entity-predefined": f"{start}<text>&lt;&amp;&gt;&quot;&apos;</text></svg>",
        "entity-illustrator": f'{ILLUSTRATOR}<svg xmlns="&ns_svg;" xmlns:xlink="&ns_xlink;" {sized}>{SHAPE}</svg>',
        "entity-size": f'{ILLUSTRATOR}<svg xmlns="&ns_svg;" width="&half;" height="1&inner;">{SHAPE}</svg>',
        "entity-box": f'{ILLUSTRATOR}<svg xmlns="&ns_svg;" viewBox="0 0 &half; 40">{SHAPE}</svg>',
        "entity-element": f'<!DOCTYPE svg [<!ENTITY a "<path d=\'M0 0\'/>">]>{start}&a;</svg>',
        "entity-recursive": f'<!DOCTYPE svg [<!ENTITY a "&a;">]>{start}<text>&a;</text></svg>',
        "entity-external": f'<!DOCTYPE svg [<!ENTITY a SYSTEM "missing.txt">]>{start}<text>&a;</text></svg>',
        "entity-parameter": f'<!DOCTYPE svg [<!ENTITY % a SYSTEM "missing.dtd"> %a;]>{start}<text>&b;</text></svg>',
        "entity-default": f'<!DOCTYPE svg [<!ATTLIST svg width CDATA "120">]><svg {NAMESPACE} height="80">{SHAPE}</svg>',
        "entity-default-namespace": '<!DOCTYPE svg [<!ATTLIST svg xmlns CDATA #FIXED "http://www.w3.org/2000/svg">]>'
        f"<svg {sized}>{SHAPE}</svg>",
        "subset-bad": f"<!DOCTYPE svg [<!ENTITY a>]>{element}",
        "subset-unclosed": f'<!DOCTYPE svg [<!ENTITY a "b">{element}',
        "subset-comment": f"<!DOCTYPE svg [<!-- ]> -->]>{element}",
        # What a size can be hidden by.
        "animated-size": f'{start}<set attributeName="width" to="10"/>{SHAPE}</svg>',
        "style-sheet": f"{start}<style>svg {{ width: 40px; height: 30px }}</style>{SHAPE}</svg>",
        "style-sheet-box": f'<svg {NAMESPACE} viewBox="0 0 60 40"><style>svg {{ width: 40px }}</style>{SHAPE}</svg>',
        "inner-svg": f'{start}<svg width="10" height="10"/></svg>',
        "view": f'{start}<view id="a" viewBox="0 0 10 10"/></svg>',
    }
    for name, text in made.items():
        yield name, text.encode()
    yield "utf-16-le", ("\ufeff" + f'<?xml version="1.0" encoding="UTF-16"?>{element}').encode("utf-16-le")
    yield "utf-16-be", ("\ufeff" + element).encode("utf-16-be")
    yield "utf-16-no-mark", element.encode("utf-16-le")
    yield "utf-32", ("\ufeff" + element).encode("utf-32-le")
    yield "latin-1", f'<?xml version="1.0" encoding="ISO-8859-1"?>{start}<text>é</text></svg>'.encode("latin-1")
    yield "windows-1252", f'<?xml version="1.0" encoding="windows-1252"?>{start}<text>€</text></svg>'.encode("cp1252")
    yield "shift-jis", f'<?xml version="1.0" encoding="Shift_JIS"?>{start}<text>表</text></svg>'.encode("shift_jis")
    yield "invalid-utf-8", f"{start}<text>é</text></svg>".encode("latin-1")
    yield "invalid-utf-8-comment", f"{start}<!-- é --></svg>".encode("latin-1")
    yield "overlong-utf-8", element.encode().replace(b"</svg>", b"\xc0\xaf</svg>")
    yield "packed-twice", gzip.compress(gzip.compress(element.encode(), mtime=0), mtime=0)


def images():
    """Name and bytes of each image."""
    for name, attributes in SIZES.items():
        yield f"{name}.svg", document(attributes)
    for name, data in documents():
        yield f"{name}.svg", data
    packed = gzip.compress(document('width="120" height="80"'), mtime=0)
    yield "packed.svgz", packed
    yield "packed-as.svg", packed
    yield "packed-cut.svgz", packed[:-9]
    yield "packed-check.svgz", packed[:-8] + bytes(4) + packed[-4:]
    yield "packed-twice.svgz", gzip.compress(document('width="120" height="80"', SHAPE, after=""), mtime=0) * 2
    yield "packed-trailing.svgz", packed + b"more"
    yield "plain.svgz", document('width="120" height="80"')
