import TestSupport

/// A random page of pieces that readers of HTML take in different ways.
struct RandomPage {
    private(set) var text = ""
    private var random: SeededGenerator
    private var number = 0

    init(seed: Int) {
        // Pages would else be parts of one another: the generator of the next seed is one step ahead.
        random = SeededGenerator(seed: seed * 10_000)
        if seed % 3 == 0 { text = "<!DOCTYPE html>" }
        for _ in 0..<Int.random(in: 1...12, using: &random) { text += piece() }
    }

    private mutating func chance(_ count: Int) -> Bool { Int.random(in: 0..<count, using: &random) == 0 }

    private mutating func pick(_ choices: [String]) -> String {
        choices[Int.random(in: 0..<choices.count, using: &random)]
    }

    private mutating func piece() -> String {
        switch Int.random(in: 0..<10, using: &random) {
        case 0...3: image()
        case 4: pick(Self.text)
        case 5: pick(Self.comments)
        case 6: rawText()
        case 7: foreign()
        case 8:
            pick(["<p>", "</p>", "<div>", "<a href=x>", "<b>", "<picture>", "<noscript>", "</noscript>", "<video>"])
        default: template()
        }
    }

    private static let text = [
        "x", " é 😀 ", "\n", "a < b", "a <3 b", "< img src=no>", "<>", "</>", "&lt;img src=no&gt;", "{{", "\u{0C}",
        "\r\n",
        "<?php echo '<img src=in-php>' ?>", "</ img src=no>", "]]>", "-->", "'\"",
    ]

    private static let comments = [
        "<!-- <img src=no> -->", "<!-->", "<!--->", "<!---->", "<!-- --!>", "<!-- a -- <img src=no> -->",
        "<!-- <!-- <img src=no> -->", "<!-- <!-->", "<!img src=no>", "<!--x--!><img src=yes>", "<! >", "<!>",
        "<![CDATA[ <img src=in-cdata> ]]>", "<!-- ->", "-->", "<!doctype html \">\">", "<!--a--->",
        "<!--[if IE]><img src=no><![endif]-->",
    ]

    private mutating func rawText() -> String {
        let name = pick([
            "style", "script", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "STYLE", "Script",
        ])
        let content = (0..<Int.random(in: 0...4, using: &random)).map { _ in
            pick([
                "<img src=no>", "<!--", "-->", "<script>", "</script x>", "</ script>", "</scriptx>", "</style",
                "<script",
                " ", "-", "<!-->", "<", "</", "</\(name)x>", "&lt;", "x", "</\(name.uppercased())\n>",
            ])
        }
        let start = "<\(name)\(chance(4) ? " a='>'" : "")\(chance(6) ? "/" : "")>"
        return start + content.joined() + (chance(8) ? "" : "</\(name)>")
    }

    private mutating func foreign() -> String {
        let inner = (0..<Int.random(in: 0...3, using: &random)).map { _ in
            pick([
                "<image href=no></image>", "<image src=no />", "<g>", "</g>", "<path d='M0>1'/>", "<style>", "</style>",
                "<title><img src=in-title></title>", "<foreignObject><img src=in-foreign></foreignObject>",
                "<![CDATA[ <img src=no> ]]>", "<desc>x</desc>", "<script/>", "<img src=breaks-out>", "<p>", "<font>",
                "<font color=x>", "<mi><image src=in-mi></mi>", "<annotation-xml encoding=text/html>",
                "</annotation-xml>",
                "<a>", "<svg>", "</svg>", "<source srcset=no>", "<video poster=no />",
                "<foreignObject><image src=yes><svg><image src=no></svg></foreignObject>",
            ])
        }
        let name = pick(["svg", "svg", "math", "SVG"])
        if chance(12) { return "<\(name)/>" }
        return "<div><\(name)>\(inner.joined())\(chance(6) ? "" : "</\(name)>")</div>"
    }

    private mutating func template() -> String {
        let mode = pick(["", "", " shadowrootmode=open", " shadowrootmode=x"])
        return "<div><template\(mode)>\(image()) >\(chance(3) ? image() : "") ></template></div>"
    }

    private mutating func image() -> String {
        number += 1
        switch Int.random(in: 0..<9, using: &random) {
        case 0...3:
            return tag(pick(["img", "IMG", "image", "img"]), "src", [("srcset", sourceSet()), ("data-src", value())])
        case 4: return tag("source", "srcset", [], sourceSet())
        case 5: return tag("video", "poster", [("src", "v.mp4")])
        case 6: return tag("input", "src", [("type", pick(["image", "IMAGE", "text"]))])
        case 7: return tag("meta", "content", [("property", "twitter:image")])
        default: return tag("link", "href", [("rel", pick(["icon", "shortcut icon", "stylesheet", "ICON"]))])
        }
    }

    private mutating func value() -> String {
        pick([
            "a\(number).jpg", "/b c.png", "d.png?x=1&amp;y=2", "e?a&copy=1&reg;", "&#x41;&#66&#0;&#128;&#xD800;", "",
            " f ",
            "é😀.png", "data:image/gif;base64,AA==", "g'h", "i\"j", "k>l", "m\r\nn", "&notit;&not;&amp", "&#;&#x;&;&x",
            "&AMP;&NotEqualTilde;&ltx&lt;", "/n/", "#", "&#x110000;&#99999999999;",
        ])
    }

    private mutating func sourceSet() -> String {
        (0..<Int.random(in: 1...3, using: &random)).map { _ in
            pick(["a\(number).jpg", "b,c.png", "data:image/png;base64,AA==", "d.png,", ",e", "f&amp;g", ""])
                + pick([
                    "", " 2x", " 480w", " 1.5x ", " 0w", " 10w 20h", " -1x", " 3q", " (a, b)", " 2x 3x", " 1e1x",
                    " 20h",
                ])
        }
        .joined(separator: pick([",", ", ", " , ", "\n, "]))
    }

    /// A start tag with attributes in random order and style.
    private mutating func tag(_ name: String, _ key: String, _ others: [(String, String)], _ own: String? = nil)
        -> String
    {
        var attributes = [(key, own ?? value())]
        for other in others where name == "input" || name == "link" || name == "meta" || chance(2) {
            attributes.append(other)
        }
        if chance(3) { attributes.append(("width", pick(["600", "50%", "600px", ""]))) }
        if chance(4) { attributes.append((key.uppercased(), "second")) }
        if chance(4) { attributes.append((pick(["\"", "=", "'a", "a<b", "x/y", "é", "alt"]), "")) }
        attributes.shuffle(using: &random)
        var result = "<" + name
        for attribute in attributes { result += written(attribute) }
        return result + pick([">", ">", "/>", " />", "\n>", " / >", "//>", chance(10) ? "" : ">"])
    }

    private mutating func written(_ attribute: (name: String, value: String)) -> String {
        let space = pick([" ", "\n  ", " / ", "\t"])
        if attribute.value.isEmpty, chance(2) { return space + attribute.name }
        let sign = pick(["=", "=", " = ", "=\n"])
        let isPlain = !attribute.value.contains { $0.isWhitespace || ">\"'".contains($0) } && !attribute.value.isEmpty
        switch Int.random(in: 0..<3, using: &random) {
        case 0 where isPlain: return space + attribute.name + sign + attribute.value
        case 1 where !attribute.value.contains("'"): return space + attribute.name + sign + "'\(attribute.value)'"
        default: return space + attribute.name + sign + "\"\(attribute.value.replacing("\"", with: "&quot;"))\""
        }
    }
}
