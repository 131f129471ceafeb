import TestSupport
import Testing

@testable import Probing

@Suite("The scanner of SVG says what expat says")
struct SVGScannerTests {
    private static let start = "<svg xmlns='http://www.w3.org/2000/svg' width='24' height='7'>"

    /// What programs write, which is read without expat.
    static let read = [
        start + "</svg>", start + "<g><path d='M0 0 L 1 2'/>text</g></svg>\n", "\n " + start + "</svg >",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 5\"/>",
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n" + start + "</svg>",
        "<?xml version='1.0'  ?>" + start + "</svg>", "<!-- a & b < c -->" + start + "<!----></svg><!-- d\n -->",
        "<!DOCTYPE svg>" + start + "</svg>", "<!DOCTYPE svg SYSTEM 'a.dtd' >" + start + "</svg>",
        "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\"\n  \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">"
            + start
            + "</svg>",
        start + "<style><![CDATA[ a > b { c: \"]]\" } & ]]></style></svg>",
        start + "<title a='\"&quot;&#39;' b = \"'\n]]>\">&lt;é &amp; 日本語 😀&gt;&apos;&#8364;</title></svg>",
        "<svg\n\twidth='1'\n\theight='2'\n\txmlns='http://www.w3.org/2000/svg'\n\txmlns:xlink='http://www.w3.org/1999/xlink'"
            + " xmlns:a='b'><a:b xlink:href='#c' href='d' a:e='f' xml:space='preserve'></a:b></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg' width='100%' style='color: red' viewBox=' 0,0 3 4 '></svg>",
        start + "<a b='' c=''></a>]] ] ></svg>",
    ]

    /// What only expat reads, or refuses.
    static let left = [
        "\u{FEFF}" + start + "</svg>", "<?xml version='1.1'?>" + start + "</svg>",
        "<?xml version='1.0' encoding='ISO-8859-1'?>" + start + "</svg>", start + "<?a b?></svg>",
        "<!DOCTYPE svg [<!ENTITY a 'b'>]>" + start + "&a;</svg>", "<!DOCTYPE html>" + start + "</svg>",
        "<!-- a -- b -->" + start + "</svg>", start + "</svg>a", start + "</svg>" + start + "</svg>", start,
        start + "</g>",
        start + "<g></svg></g>", start + "<g a='b' a='c'/></svg>", start + "<g a='<'/></svg>",
        start + "<g a='b'c='d'/></svg>",
        start + "<g a=b/></svg>", start + "<g a/></svg>", start + "]]></svg>", start + "&a;</svg>",
        start + "&#0;</svg>",
        start + "&#x41;</svg>", start + "a & b</svg>", start + "\u{1}</svg>", start + "\u{FFFE}</svg>",
        start + "<é/></svg>", start + "<a:b/></svg>", start + "<g a:b='c'/></svg>", start + "<g xmlns=''/></svg>",
        start + "<g xmlns:a='b'/></svg>", "<svg xmlns='http://www.w3.org/2000/svg' width='&#49;' height='2'/>",
        "<svg xmlns='http://www.w3.org/2000/svg' width='1\n' height='2'/>", "<svg width='1' height='2'/>",
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:a='b' xmlns:c='b' width='1' height='2' a:d='' c:d=''/>",
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xmla='b' width='1' height='2'/>",
        "<a:svg xmlns:a='http://www.w3.org/2000/svg' width='1' height='2'/>",
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
        start + String(repeating: "<g>", count: 64) + String(repeating: "</g>", count: 64) + "</svg>",
        start + String(repeating: " ", count: SVGScanner.maximumSize) + "</svg>", start + "<![CDATA[ a </svg>",
        start + "<!-- </svg>", start + "<g a='</svg>", start + "</svg",
    ]

    private static func isTaken(_ bytes: [UInt8]) -> Bool {
        var scanner = SVGScanner()
        return bytes.count <= SVGScanner.maximumSize && scanner.scan(bytes) && scanner.isWhole(count: bytes.count)
    }

    /// What a probe says that leaves all to expat, since it does not want the whole file.
    private static func judgedByExpat(_ bytes: [UInt8]) -> ProbeStep {
        var probe = HeaderProbe(reach: .header)
        return probe.advance(bytes.span, at: 0, isEnd: true)
    }

    private static func judged(_ bytes: [UInt8]) -> ProbeStep {
        var probe = HeaderProbe(reach: .file)
        return probe.advance(bytes.span, at: 0, isEnd: true)
    }

    @Test("of what programs write, which it reads itself", arguments: read)
    func reads(text: String) {
        let bytes = Array(text.utf8)
        #expect(Self.isTaken(bytes))
        guard case .header = Self.judged(bytes) else {
            Issue.record("\(Self.judged(bytes))")
            return
        }
        #expect(Self.judged(bytes) == Self.judgedByExpat(bytes))
    }

    @Test("of anything else, which it leaves to expat", arguments: left)
    func leaves(text: String) {
        let bytes = Array(text.utf8)
        #expect(!Self.isTaken(bytes))
        #expect(Self.judged(bytes) == Self.judgedByExpat(bytes))
    }

    @Test("however the file is cut", arguments: read + left.filter { $0.utf8.count < 1000 })
    func pieces(text: String) {
        let bytes = Array(text.utf8)
        for size in [1, 2, 7, 64] {
            var probe = HeaderProbe(reach: .file)
            var step = ProbeStep.needMore(offset: 0, count: 1)
            while case .needMore(let offset, let count) = step {
                let end = min(bytes.count, offset + max(size, count))
                guard offset <= end else { break }
                step = probe.advance(
                    bytes.span.extracting(offset..<end), at: offset, isEnd: end < offset + max(size, count))
            }
            #expect(step == Self.judgedByExpat(bytes), "in pieces of \(size)")
        }
    }

    @Test("of what was changed by lot")
    func changes() {
        let special = Array("<>/='\"&;-!?[]: \nax\u{1}é".utf8)
        for seed in TestRun.seeds(3000) {
            var random = SeededGenerator(seed: seed)
            var bytes = Array(
                (Self.read + Self.left.filter { $0.utf8.count < 1000 }).randomElement(using: &random)?.utf8 ?? "".utf8)
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = special.randomElement(using: &random) ?? 0
                case 1: bytes.insert(special.randomElement(using: &random) ?? 0, at: place)
                default: if bytes.count > 1 { bytes.remove(at: place) }
                }
            }
            #expect(
                Self.judged(bytes) == Self.judgedByExpat(bytes),
                "seed \(seed): \(String(decoding: bytes, as: UTF8.self))")
        }
    }
}
