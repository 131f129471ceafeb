import Probing
import Testing

/// The markup around the size: what begins an SVG image, and what is none.
struct SVGParserTests {
    private static let plain = SVG.root("width='24' height='7'")

    private func size(_ bytes: [UInt8]) throws -> [Int] {
        let header = try probe(bytes)
        #expect(header == ImageHeader(format: .svg, rawWidth: header.width, rawHeight: header.height))
        return [header.width, header.height]
    }

    private func error(_ text: String) -> ProbeError? { probeError(Array(text.utf8)) }

    @Test(
        "What may stand before the root element is passed by",
        arguments: [
            "", " \t\r\n", String(repeating: "\n", count: 900), "\u{FEFF}", "\u{FEFF}\n  ",
            "<?xml version='1.0' encoding='ISO-8859-1'?>\n",
            "<!-- <svg width='1' height='1'> - > -a->-->", "<!-->--><!--->--><!----><!-- a\u{4E2D} -->",
            "<?a <svg width='1'> ? > ??>",
            "<!DOCTYPE svg>", "<!DOCTYPE\nsvg PUBLIC \"a\" 'http://x/svg11.dtd#>[' >\n",
            "<?xml version=\"1.0\"?><!DOCTYPE svg SYSTEM 'a' [ ]>",
            "<!DOCTYPE svg [<!ENTITY a \"<svg width='1'>\"><!ELEMENT svg ANY>\n<!-- ]> <x -->\n<?b ]> ?>] >",
            "<!DOCTYPE svg [<!ATTLIST svg a CDATA \"]>\" b CDATA #IMPLIED><!NOTATION n SYSTEM '>'>]>",
            "<!DOCTYPE x:svg>", "<!DOCTYPE drawing>",
        ])
    func prologs(prolog: String) throws {
        #expect(try size(Array((prolog + Self.plain).utf8)) == [24, 7])
    }

    @Test("Bytes beyond ASCII are read over, whatever the encoding")
    func singleBytes() throws {
        let bytes = Array("<?xml version='1.0' encoding='ISO-8859-1'?><!-- ".utf8) + [0xE9, 0xA0, 0xFF]
        #expect(try size(bytes + Array("-->\(SVG.root("\u{E9}='\u{E9}' width='24' height='7'"))".utf8)) == [24, 7])
    }

    @Test(
        "UTF-16 is read in both orders, whatever is declared", arguments: [false, true], ["UTF-16", "utf-8", "koi8-r"])
    func utf16(isBigEndian: Bool, encoding: String) throws {
        for start in ["", " \n", "<?xml version='1.0' encoding='\(encoding)'?>\n<!-- \u{4E2D}\u{1F600} -->"] {
            let text = start + SVG.root("\u{4E2D}='\u{3C3E}' \u{4E2E}='\u{2722}' width='24' height='7'")
            #expect(try size(SVG.utf16(text, isBigEndian: isBigEndian, hasMark: true)) == [24, 7])
        }
    }

    @Test("UTF-16 without a byte order mark is refused, as browsers refuse it", arguments: [false, true])
    func unmarked(isBigEndian: Bool) {
        let bytes = SVG.utf16(Self.plain, isBigEndian: isBigEndian)
        guard case .invalid(let reason) = probeError(bytes) else {
            Issue.record("not refused")
            return
        }
        #expect(reason.contains("byte order mark"))
    }

    @Test(
        "The root may have a prefix, and a namespace spelled with an entity or given by the document type",
        arguments: [
            "<svg:svg xmlns:svg='http://www.w3.org/2000/svg' xmlns='urn:x' width='24' height='7'/>",
            "<!DOCTYPE svg [<!ENTITY ns 'http://www.w3.org/2000/svg'>]><svg xmlns='&ns;' width='24' height='7'></svg>",
            "<!DOCTYPE svg [<!ATTLIST svg xmlns CDATA #FIXED 'http://www.w3.org/2000/svg'>]><svg width='24' height='7'/>",
        ])
    func namespaces(text: String) throws {
        #expect(try size(Array(text.utf8)) == [24, 7])
    }

    @Test(
        "Entities and character references are replaced in the attributes",
        arguments: [
            ("", "&#x32;&#52;"), ("<!ENTITY a '24'>", "&a;"), ("<!ENTITY a '24'><!ENTITY a '25'>", "&a;"),
            ("<!ENTITY a '2&b;'><!ENTITY b \"&#52;\">", "&a;"), ("<!ENTITY a SYSTEM 'x'><!ENTITY b '24'>", "&b;"),
            ("<!ENTITY % a '25'>\n<!ENTITY\ta\n'24' >", "&a;"), ("<!ENTITY lt '25'><!ENTITY a '&#38;#50;4'>", "&a;"),
            ("<!ENTITY a '>24]'><!ENTITY b '2'>", "&b;4"),
        ])
    func entities(declarations: String, value: String) throws {
        let image = SVG.image("width='\(value)' height='7'", prolog: "<!DOCTYPE svg [\(declarations)]>")
        #expect(try size(image) == [24, 7])
    }

    @Test(
        "A reference to an entity or a character that is not there is refused, as browsers refuse it",
        arguments: [
            ("", "&a;"), ("", "&a"), ("", "&;"), ("", "&#;"), ("", "&#x;"), ("", "&#-5;"), ("", "&#x110000;"),
            ("", "&#99999999999999999999;"), ("", "&#0;"), ("", "&#xD800;"), ("<!ENTITY b '24'>", "&a;"),
            ("<!ENTITY a '&a;'>", "&a;"), ("<!ENTITY a '&b;'><!ENTITY b '&a;'>", "&a;"),
        ])
    func unknownEntities(declarations: String, value: String) {
        let root = SVG.root("width='\(value)' height='7'")
        #expect(isRefused("<!DOCTYPE svg [\(declarations)]>" + root, since: "in line 1"))
        #expect(isRefused("<!DOCTYPE svg SYSTEM 'x' [\(declarations)]>" + root, since: "in line 1"))
    }

    @Test(
        "What one browser takes and another refuses leaves no size, and is no damage",
        arguments: [
            ("<!ENTITY a SYSTEM '24'>", "&a;"), ("%p;<!ENTITY a '24'>", "&a;"), ("<!ENTITY a 24>", "24"),
            ("<!ENTITY % p '<!ENTITY a \"24\">'>%p;", "&a;"), ("<!ENTITY a '%p;'>", "24"), ("<!ELEMENT svg>", "24"),
            ("<!ENTITY \u{2C00} '24'>", "24"),
        ])
    func differences(declarations: String, value: String) {
        let image = SVG.image("width='\(value)' height='7'", prolog: "<!DOCTYPE svg [\(declarations)]>")
        #expect(probeError(image)?.isWithoutSize == true)
    }

    @Test(
        "The document type may give the attributes default values",
        arguments: [
            "width CDATA '24' height CDATA #FIXED \"7\"", "a (b|c) 'b' width CDATA #FIXED '24' height CDATA '7'",
            "a CDATA #REQUIRED b ( b | c ) #IMPLIED width NMTOKEN '24' c NOTATION (n) #FIXED 'n' height CDATA '&seven;'",
            "width CDATA '24' width CDATA '25' height CDATA '7' id CDATA 'b'",
        ])
    func defaults(definitions: String) throws {
        let type = "<!DOCTYPE svg [<!ENTITY seven '7'><!ATTLIST svg \(definitions)><!ATTLIST path width CDATA '1'>]>"
        #expect(try size(SVG.image("id='a'", prolog: type)) == [24, 7])
        #expect(try size(SVG.image("width='50' viewBox='0 0 1 1'", prolog: type)) == [50, 7])
        #expect(error("\(type)<a:svg xmlns:a='\(SVG.namespace)' id='a'>")?.isWithoutSize == true)
    }

    @Test(
        "A broken list of default values gives none",
        arguments: [
            "", " ", " width", " width CDATA", " width CDATA #FIXED", " width '24' height '7'", " width (a '24'",
        ])
    func brokenDefaults(definitions: String) {
        #expect(error("<!DOCTYPE svg [<!ATTLIST svg\(definitions)>]>" + SVG.root("height='7'"))?.isWithoutSize == true)
    }

    @Test("Entities that stand for gigabytes, or for nothing very often, hit a limit")
    func entityBombs() {
        for content in ["1", ""] {
            let bombs = (1...15).map { "<!ENTITY e\($0) '\(String(repeating: "&e\($0 - 1);", count: 20))'>" }
            let type = "<!DOCTYPE svg [<!ENTITY e0 '\(content)'>\(bombs.joined())]>"
            #expect(isLimit(error(type + SVG.root("width='&e12;' height='7'"))))
        }
        let deep = (1...200).map { "<!ENTITY e\($0) '&e\($0 - 1);'>" }.joined()
        #expect(isLimit(error("<!DOCTYPE svg [<!ENTITY e0 '1'>\(deep)]>" + SVG.root("width='&e200;' height='7'"))))
    }

    @Test(
        "Other markup is no image, even with an svg element in it",
        arguments: [
            "<!DOCTYPE html><svg width='24' height='7'>", "<!doctype html><svg width='24' height='7'>",
            "<!DOCTYPE HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'><svg width='24' height='7'>",
            "<html><svg width='24' height='7'></svg></html>", "<!-- a --><body><svg width='24' height='7'>",
            "<?php echo 1; ?>\n<p>", "<SVG width='24' height='7'>", "<svgx width='24' height='7'>",
            "<x:y:svg width='24' height='7'>", "<:svg width='24' height='7'>", "<rss version='2.0'>", "<3 you",
            "< svg width='24' height='7'>", "a <svg width='24' height='7'>", "<![CDATA[<svg width='24' height='7'>]]>",
            "</svg>", "<!ELEMENT svg ANY>", "                         a",
            String(repeating: "\n", count: 3000) + "<svg width='24' height='7'>", "\u{FEFF}a", "<\u{1}svg width='24'>",
        ])
    func otherMarkup(text: String) {
        #expect(error(text) == .notAnImage)
    }

    @Test("An image with the document type of a page is one, where all of it is well-formed")
    func pages() throws {
        #expect(try size(Array(("<!DOCTYPE html>" + Self.plain).utf8)) == [24, 7])
        #expect(error("<!DOCTYPE html>" + Self.plain + "<p>") == .notAnImage)
    }

    @Test("A root of another namespace is refused", arguments: ["https://www.w3.org/2000/svg", "", "urn:x"])
    func otherNamespace(namespace: String) {
        #expect(isRefused("<svg xmlns='\(namespace)' width='24' height='7'>", since: "xmlns=\"\(SVG.namespace)\""))
        let cause = namespace.isEmpty ? "not well-formed" : "xmlns:a="
        #expect(
            isRefused("<a:svg xmlns='\(SVG.namespace)' xmlns:a='\(namespace)' width='24' height='7'>", since: cause))
    }

    @Test(
        "A root without a namespace is refused, as browsers refuse it",
        arguments: ["<svg width='24' height='7'/>", "<?xml version='1.0'?><svg width='24' height='7'/>"])
    func noNamespace(text: String) {
        #expect(isRefused(text, since: "xmlns="))
        #expect(isRefused("<svg:svg xmlns='\(SVG.namespace)' width='24' height='7'/>", since: "prefix"))
    }

    @Test(
        "A comment with two hyphens in it is refused, as browsers refuse it",
        arguments: [
            "<!-- a -- b -->", "<!-- a --->", "<!----->", "<?xml version='1.0'?>\n<!-- <svg width='1'> -- > -->",
            "<!DOCTYPE svg [ <!-- a--b --> ]>",
        ])
    func hyphens(prolog: String) {
        #expect(isRefused(prolog + Self.plain, since: "'--'"))
        #expect(error(prolog + "<html>") == .notAnImage)
    }

    @Test(
        "An XML declaration behind anything else is refused, as browsers refuse it",
        arguments: [
            "\n<?xml version='1.0'?>", "\u{FEFF} <?xml version='1.0'?>", "<!-- a --><?xml version='1.0'?>",
            "<?a?><?xml version='1.0'?>",
        ])
    func lateDeclaration(prolog: String) {
        #expect(isRefused(prolog + Self.plain, since: "before the XML declaration"))
    }

    @Test(
        "Instructions whose name only begins with that of the XML declaration may stand anywhere",
        arguments: ["\n<?xml-stylesheet href='a'?>", "<?a?><?xmlish?><?x?>", " <?xm l?>"])
    func instructions(prolog: String) throws {
        #expect(try size(Array((prolog + Self.plain).utf8)) == [24, 7])
    }

    @Test("A prefix that the root does not declare is refused, as browsers refuse it")
    func prefixes() throws {
        let type = "<!DOCTYPE svg [<!ATTLIST svg xmlns:b CDATA 'urn:b'>]>"
        for (prolog, attributes) in [("", "a:x='' xmlns:a='urn:x'"), ("", "xml:lang='en'"), (type, "b:x=''")] {
            #expect(try size(SVG.image("\(attributes) width='24' height='7'", prolog: prolog)) == [24, 7])
        }
        #expect(isRefused(SVG.root("a:x='' b:y='' xmlns:b='urn:b' width='24' height='7'"), since: "prefix"))
        #expect(isRefused(SVG.root("xlink:href='' width='24' height='7'"), since: "prefix"))
    }

    @Test(
        "An XML declaration that browsers do not take is refused",
        arguments: [
            "<?xml?>", "<?xml encoding='utf-8'?>", "<?xml version='1.0' standalone='no' encoding='utf-8'?>",
            "<?xml version='2.0'?>", "<?xml version='1.'?>", "<?xml version='1.0'encoding='utf-8'?>",
            "<?xml version='1.0' standalone='maybe'?>", "<?xml version='1.0' a='b'?>", "<?xml version='1.0\"?>",
            "<?xml version='1.0'??>", "<?xml VERSION='1.0'?>",
        ])
    func declarations(prolog: String) {
        #expect(isRefused(prolog + Self.plain, since: "declaration"))
    }

    @Test(
        "A start tag that is not well-formed is refused",
        arguments: [
            "width='24' width='24' height='7'", "width='24'height='7'", "width=24 height='7'", "width height='7'",
            "width='24' height='7' / >", "width='24' <a height='7'", "a='<' width='24' height='7'",
            "width='24' height='7' ^", "1='' width='24' height='7'", "a='\u{1}' width='24' height='7'",
            "width = = '24' height='7'",
        ])
    func brokenTags(attributes: String) {
        #expect(
            isRefused(SVG.root(attributes), since: attributes.contains("width='24' w") ? "twice" : "in line 1"))
    }

    @Test(
        "A document type that is not well-formed is refused",
        arguments: ["[<!ENTITY a <'24'>]", "[a]", "PUBLIC 'a'", "svg"])
    func brokenTypes(type: String) {
        #expect(isRefused("<!DOCTYPE svg \(type)>\(Self.plain)", since: "not well-formed"))
    }

    @Test(
        "A file that ends before its root's start tag does is truncated",
        arguments: [
            "<svg width='5' height='5'", "<svg width='5' height='5", "<!-- a <svg width='5' height='5'>", "<?xml ",
            "<!DOCTYPE svg [ <!ENTITY a '<svg width=\"5\" height=\"5\"/>", "<svg width='5' height='5' a='>",
            "<svg xmlns='\(SVG.namespace)' width='5' height='5'>",
        ])
    func truncated(text: String) {
        #expect(error(text) == .truncated(expected: text.utf8.count + 1))
    }

    @Test("White space alone is no image", arguments: [0, 1, 19, 20, 21, 1000, 2000, 100_000])
    func space(count: Int) {
        #expect(error(String(repeating: " ", count: count)) == .notAnImage)
    }

    @Test("A long prolog is read within the limit on header bytes")
    func longProlog() throws {
        let bytes = SVG.image("width='24' height='7'", prolog: "<!--\(String(repeating: "->a", count: 10_000))-->")
        #expect(try size(bytes) == [24, 7])
        #expect(isLimit(probeError(bytes, limits: ProbeLimits(maximumHeaderSize: 20_000))))
    }

    private func isRefused(_ text: String, since cause: String) -> Bool {
        guard case .invalid(let reason) = error(text) else { return false }
        return reason.contains(cause) && !reason.hasSuffix(".")
    }
}

/// Whether an error is that of a limit.
func isLimit(_ error: ProbeError?) -> Bool {
    guard case .limitExceeded(let reason) = error else { return false }
    return !reason.isEmpty && !reason.hasSuffix(".")
}

extension ProbeError {
    /// Whether it says that the image has no size of its own.
    var isWithoutSize: Bool {
        if case .noSize(let reason) = self { !reason.isEmpty && !reason.hasSuffix(".") } else { false }
    }
}
