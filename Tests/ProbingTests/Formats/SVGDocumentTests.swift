import Probing
import Testing

/// The rest of an SVG image behind the start tag of its root: browsers show none that is not well-formed to its end.
struct SVGDocumentTests {
    private func image(_ content: String, prolog: String = "", end: String = "</svg>") -> String {
        "\(prolog)<svg xmlns='\(SVG.namespace)' width='24' height='7'>\(content)\(end)"
    }

    private func isRefused(_ bytes: [UInt8], since cause: String) -> Bool {
        guard case .invalid(let reason) = probeError(bytes) else { return false }
        return reason.hasPrefix("browsers do not show the image: ") && reason.contains(cause) && !reason.hasSuffix(".")
    }

    private func isShown(_ bytes: [UInt8]) -> Bool {
        let header = try? probe(bytes)
        return header?.width == 24 && header?.height == 7
    }

    @Test(
        "What is not well-formed is refused, with the line",
        arguments: [
            ("<g></path>", "end tag"), ("<G></g>", "end tag"), ("<p><br></p>", "end tag"),
            ("<path d='a' d='b'/>", "twice"), ("<path xlink:href='#a'/>", "prefix"), ("<sodipodi:view/>", "prefix"),
            ("<g xmlns:a='urn:a' xmlns:b='urn:a' a:c='' b:c=''/>", "twice"), ("<text>&nbsp;</text>", "entity"),
            ("<path id='&nbsp;'/>", "entity"), ("<text>a & b</text>", "character"), ("<text>&#1;</text>", "character"),
            ("<text>\u{1}</text>", "character"), ("<a href='?a=1&b=2'/>", "character"), ("<path d='<'/>", "character"),
            ("<!-- a -- b -->", "'--'"), ("<!-- a --\u{2C00} -->", "'--'"), ("]]>", "character"),
            ("<path d=a/>", "character"), ("<>", "character"),
            ("<?xml version='1.0'?>", "before the XML declaration"), ("<g xmlns:a=''/>", "not well-formed"),
            ("</svg>text", "follows the end"), ("</svg><svg/>", "follows the end"), ("</svg>\u{FEFF}", "character"),
        ])
    func faults(content: String, cause: String) {
        let end = content.hasPrefix("</svg>") ? "" : "</svg>"
        #expect(isRefused(Array(image("\n\n" + content, end: end).utf8), since: cause))
        let bytes = SVG.utf16(image("\n\n" + content, end: end), isBigEndian: true, hasMark: true)
        #expect(isRefused(bytes, since: cause))
        #expect(isRefused(bytes, since: "in line 3"))
    }

    @Test("Lines are counted from the start of the file, with its XML declaration")
    func lines() {
        let text = image("\n&a;", prolog: "<?xml\nversion='1.0'\n?>\n")
        #expect(isRefused(Array(text.utf8), since: "in line 5"))
    }

    @Test(
        "What is well-formed is no fault",
        arguments: [
            "<g/>", "<g></g >", "<text>&lt;&#38;&#x10FFFF; > ]] \u{7F}\u{1FFFE}</text>", "<!---->", "<?a?>",
            "<style><![CDATA[ a < b && c ]] > ]]></style>", "<g xmlns:a='urn:a' a:c='' c=''/>", "<g xml:lang='en'/>",
            "<g xmlns=''><a/></g>", "<\u{E9} \u{4E2D}=''/>", "<g A='' a=''/>", "<g xmlns:a='a b'/>",
        ])
    func wellFormed(content: String) {
        #expect(isShown(Array(image(content).utf8)))
        #expect(isShown(SVG.utf16(image(content), isBigEndian: false, hasMark: true)))
    }

    @Test(
        "Comments, instructions and white space may follow the root", arguments: ["\n \t", "<!-- a -->", "<?a b?>\n"])
    func epilogs(epilog: String) {
        #expect(isShown(Array((image("") + epilog).utf8)))
    }

    @Test(
        "What a browser takes is no fault, though others refuse it",
        arguments: [
            // Chromium, by the fifth edition of XML.
            ("", "<\u{2C00}/>"), ("", "<g \u{3400}=''/>"), ("", "<a\u{200C}/>"), ("", "<\u{10400}/>"),
            // Chromium has its own way with entities, and with what belongs to names.
            ("<!DOCTYPE svg [<!ENTITY a '<'>]>", "<g id='&a;'/>"), ("<!DOCTYPE svg [<!ENTITY a '<g>'>]>", "&a;</g>"),
            ("<!DOCTYPE svg [<!ENTITY a SYSTEM 'x'>]>", "<g id='&a;'/>"), ("", "<g xmlns:a='urn:a'><a:1/></g>"),
            ("<?xml version='1.1'?>", "<text>&#1;</text>"), ("", "<?a:b c?>"),
            ("", "<g xmlns:a='http://www.w3.org/2000/xmlns/'/>"), ("<?xml version='1.0' encoding=''?>", ""),
            // Both, by the name of a document type of XHTML.
            ("<!DOCTYPE svg PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' 'x'>", "<text>&nbsp;</text>"),
            // Firefox, where it knows the encoding.
            ("<?xml version='1.0' encoding='Shift_JIS'?>", "<text>\u{E9}</text><!-- -- -->"),
        ])
    func differences(prolog: String, content: String) {
        #expect(isShown(Array(image(content, prolog: prolog).utf8)))
    }

    @Test(
        "Entities that the document type declares are replaced, wherever it refers to others",
        arguments: [
            "<!DOCTYPE svg PUBLIC 'a' 'b' [<!ENTITY a 'urn:x'>]>", "<!DOCTYPE svg [<!ENTITY a '&b;'><!ENTITY b 'c'>]>",
            "<!DOCTYPE svg SYSTEM 'x' [<!ENTITY % p SYSTEM 'y'>%p;<!ENTITY a 'b'>]>",
            "<!DOCTYPE svg [<!ENTITY % p '<!ENTITY a \"b\">'>%p;]>",
        ])
    func entities(prolog: String) {
        #expect(isShown(Array(image("<g xmlns:a='&a;'>&a;</g>", prolog: prolog).utf8)))
    }

    @Test(
        "An entity that is not declared is refused, though the document type refers to another file",
        arguments: ["SYSTEM 'x'", "PUBLIC '-//W3C//DTD SVG 1.1//EN' 'svg11.dtd'", "SYSTEM 'x' [<!ENTITY a 'b'>]"])
    func undeclared(type: String) {
        for start in ["", "<?xml version='1.0' standalone='no'?>"] {
            for content in ["<text>&ns_extend;</text>", "<g xmlns:x='&ns_extend;'/>"] {
                let text = image(content, prolog: "\(start)<!DOCTYPE svg \(type)>")
                #expect(isRefused(Array(text.utf8), since: "an entity is not declared"))
            }
        }
    }

    @Test(
        "Bytes beyond ASCII are read by the declared encoding",
        arguments: ["ISO-8859-1", "windows-1251", "koi8-r", "gbk"])
    func encodings(encoding: String) {
        let start = Array("<?xml version='1.0' encoding='\(encoding)'?>".utf8)
        #expect(isShown(start + Array(image("<text>").dropLast(6).utf8) + [0xE9, 0x81] + Array("</text></svg>".utf8)))
    }

    @Test(
        "Bytes that are no UTF-8 are refused where nothing else is declared", arguments: ["utf-8", "UTF-16", "unknown"])
    func wrongBytes(encoding: String) {
        for start in ["", "<?xml version='1.0' encoding='\(encoding)'?>"] {
            for byte: [UInt8] in [
                [0xE9], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xEF, 0xBF, 0xBF], [0xF5, 0x80, 0x80, 0x80],
            ] {
                let bytes = Array(image("<!-- ", prolog: start, end: "").utf8) + byte + Array(" --></svg>".utf8)
                #expect(isRefused(bytes, since: "character"))
            }
        }
    }

    @Test("A byte order mark decides over the declaration, and may be there twice")
    func marks() {
        let text = image("\u{E9}", prolog: "<?xml version='1.0' encoding='windows-1252'?>")
        #expect(isShown(Array(("\u{FEFF}" + text).utf8)))
        #expect(isShown(Array(("\u{FEFF}\u{FEFF}" + text).utf8)))
        #expect(isShown(SVG.utf16("\u{FEFF}" + text, isBigEndian: true, hasMark: true)))
        #expect(probeError(Array(("\u{FEFF}\u{FEFF}\u{FEFF}" + text).utf8)) == .notAnImage)
        let latin = Array("\u{FEFF}\(image("", prolog: "<?xml version='1.0' encoding='latin1'?>", end: ""))".utf8)
        #expect(isRefused(latin + [0xE9] + Array("</svg>".utf8), since: "character"))
    }

    @Test(
        "A file that ends early is truncated",
        arguments: [
            "", "<g>", "<g/", "<!-- a", "<text>a", "<path d='M0", "<![CDATA[a", "<text>&am", "</svg", "</svg><!--",
        ])
    func truncated(content: String) {
        let bytes = Array(image(content, end: "").utf8)
        #expect(probeError(bytes) == .truncated(expected: bytes.count + 1))
        let wide = SVG.utf16(image(content, end: ""), isBigEndian: false, hasMark: true)
        #expect(probeError(wide) == .truncated(expected: wide.count + 1))
    }

    @Test("A part of a character behind the root is passed by, as browsers do")
    func partialCharacters() {
        #expect(isShown(Array(image("").utf8) + [0xE2, 0x82]))
        #expect(isShown(SVG.utf16(image(""), isBigEndian: false, hasMark: true) + [0x3C]))
        #expect(isShown(SVG.utf16(image(""), isBigEndian: false, hasMark: true) + [0x3D, 0xD8]))
    }

    @Test("Elements may lie 5,000 deep, as in browsers")
    func depth() {
        func nested(_ depth: Int) -> [UInt8] {
            let tags = (1..<depth).map { _ in "<g>" }.joined()
            return Array(image(tags + tags.replacing("<", with: "</")).utf8)
        }
        #expect(isShown(nested(5000)))
        #expect(isRefused(nested(5001), since: "5000 elements"))
    }
}
