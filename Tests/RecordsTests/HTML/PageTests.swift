import Testing

@testable import Records

@Suite("Pages")
struct PageTests {
    @Test("og:image has the width and height that follow it, and the other URLs of the same image")
    func openGraph() throws {
        let page = """
            <meta property="og:image" content="a.png"><meta property="og:image:secure_url" content="https://x/a.png">
            <meta name="twitter:image" content="b.png">
            <meta property="og:image:width" content="600"><meta property="og:image:height" content='400'>
            <meta property="og:image" content="c.png"><meta property="og:image:height" content="5">
            <img src="d.png"><meta property="og:image:width" content="6">
            """
        let record = try record(page, "a.html")
        #expect(
            record.entries.map(\.path)
                == ["body:meta[0]", "body:meta[0].secure_url", "body:meta[1]", "body:meta[2]", "body:img[0]"])
        #expect(record.entries.map(\.url.text) == ["a.png", "https://x/a.png", "b.png", "c.png", "d.png"])
        #expect(record.entries.map(\.declaredWidth) == [.pixels(600), .absent, .absent, .absent, .absent])
        #expect(record.entries.map(\.declaredHeight) == [.pixels(400), .absent, .absent, .pixels(5), .absent])
        #expect(
            try edited(page, (.width, .pixels(7)), (.height, .pixels(8)), named: "a.html")
                == page.replacing("\"600\"", with: "\"7\"").replacing("'400'", with: "'8'"))
    }

    @Test("The size of an icon is a width and a height")
    func icon() throws {
        let page = "<link rel=\"icon\" sizes=\"32x16\" href=\"a.png\"><img src=b>"
        let record = try record(page, "a.html")
        #expect(record.entries.map(\.declaredWidth) == [.pixels(32), .absent])
        #expect(record.entries.map(\.declaredHeight) == [.pixels(16), .absent])
        #expect(
            try edited(page, (.width, .pixels(64)), (.height, .pixels(48)), named: "a.html")
                == page.replacing("32x16", with: "64x48"))
    }

    @Test(
        "An icon of several sizes, or of any, declares none",
        arguments: [
            "sizes=any href=a.svg", "sizes='16x16 32x32' href=a.png", "sizes=32x32 href=a.ico?x", "sizes=x href=a",
        ])
    func iconWithoutSize(attributes: String) throws {
        let record = try record("<link rel=icon \(attributes)>", "a.html")
        #expect(record.entries.map(\.declaredWidth) == [.absent])
    }

    @Test("JSON-LD is data with places in the page")
    func linkedData() throws {
        let page = """
            <script type="application/ld+json">
            {"@type": "Article", "image": {"@type": "ImageObject", "url": "https:\\/\\/x\\/a.png", "width": 600}}
            </script><script type='application/LD+JSON; charset=utf-8'>{"image": {"url": "b.png", "height": 5}}</script>
            <script>{"image": {"url": "no.png", "width": 1}}</script>
            <script type="application/ld+json">{"image": {"url": "no.png", "width": 1},}</script>
            <template><script type="application/ld+json">{"image": {"url": "no.png", "width": 1}}</script></template>
            <img src=c.png>
            """
        let record = try record(page, "a.html")
        #expect(record.problems.isEmpty)
        #expect(record.entries.map(\.path) == ["body:script[0].image", "body:script[1].image", "body:img[0]"])
        #expect(record.entries.map(\.url.text) == ["https://x/a.png", "b.png", "c.png"])
        #expect(record.entries.allSatisfy { $0.kind == .body && !$0.takesFlag })
        #expect(
            try edited(page, (.width, .pixels(7)), named: "a.html") == page.replacing("600", with: "7"))
    }

    @Test("A proof sheet is no record, and a page that speaks of one is")
    func proofSheet() {
        let sheet = "<!DOCTYPE html><html lang=\"en\"><head>\(ProofSheetPage.mark)<img src=a>"
        #expect(Record(path: "a.html", bytes: Array(sheet.utf8)) == nil)
        #expect(Record(path: "a.html", bytes: Array((String(repeating: " ", count: 300) + sheet).utf8)) != nil)
    }

    @Test("The first <base> with a URL says where relative URLs lead")
    func base() throws {
        #expect(
            try record("<base target=x><base href=' /a/?b=1&amp;c '><base href=c>", "a.html").baseURL == " /a/?b=1&c ")
        #expect(try record("<template><base href=c></template><svg><base href=d></svg>", "a.html").baseURL == nil)
    }

    @Test("A page of nothing but openings costs no more than its length")
    func hostile() {
        let pieces = [
            "<", "<!--", "<a ", "<img src='", "<svg>", "</svg>", "<svg></g>", "<template>", "<script>",
            "<script><!--<script>",
            "<svg><![CDATA[", "&#", "<svg><foreignObject>", "<meta property=og:image content=a>", "<a b=c", "<x ",
            "</x",
        ]
        for piece in pieces {
            let sink = ElementSink(String(repeating: piece, count: 50_000))
            #expect(sink.elements.count == (piece.hasPrefix("<meta") ? 50_000 : 0))
        }
    }
}
