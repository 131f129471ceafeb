import Testing

@testable import Records

@Suite("Images of tags")
struct TagImageTests {
    @Test(
        "Tags name what a browser or a reader of the page loads",
        arguments: [
            ("<img src=a.png>", ["a.png"]), ("<IMG SRC='a.png'>", ["a.png"]), ("<image src=a.png>", ["a.png"]),
            ("<img src='a.png' srcset='b.png 2x, c.png 480w'>", ["a.png", "b.png", "c.png"]),
            ("<picture><source srcset='a.webp, b.webp 2x'><img src=c.png></picture>", ["a.webp", "b.webp", "c.png"]),
            ("<video poster=a.png src=b.mp4></video>", ["a.png"]), ("<video><source src=b.mp4></video>", []),
            ("<input type=Image src=a.png>", ["a.png"]), ("<input type=text src=a.png>", []),
            ("<meta property=og:image content=a.png>", ["a.png"]), ("<meta name=og:image content=a.png>", ["a.png"]),
            ("<meta name='twitter:image' content=a.png>", ["a.png"]),
            ("<meta property='twitter:image:src' content=a.png>", ["a.png"]),
            ("<meta property=og:title content=a.png>", []), ("<meta property='og:image:alt' content='a.png'>", []),
            ("<meta itemprop='thumbnail image' content=a.png>", ["a.png"]),
            ("<link itemprop=image href=a.png>", ["a.png"]), ("<link rel='shortcut icon' href=a.ico>", ["a.ico"]),
            ("<link rel=apple-touch-icon href=a.png>", ["a.png"]), ("<link rel=mask-icon href=a.svg>", ["a.svg"]),
            ("<link rel=image_src href=a.png>", ["a.png"]), ("<link rel=stylesheet href=a.css>", []),
            ("<link rel=preload as=image href=a.png imagesrcset='b.png 2x'>", ["a.png", "b.png"]),
            ("<link rel=preload as=font href=a.woff>", []), ("<link rel=canonical href=a.png>", []),
        ])
    func named(page: String, expected: [String]) {
        #expect(urls(page) == expected)
    }

    @Test(
        "What is displayed nowhere names no image",
        arguments: [
            "<img>", "<img src>", "<img src=''>", "<img src=' '>", "<img src='#'>", "<video poster=''>",
            "<img srcset=','>",
            "<!-- <img src=a> -->", "<script>'<img src=a>'</script>", "<style>/*<img src=a>*/</style>",
            "<textarea><img src=a></textarea>", "<title><img src=a></title>", "<xmp><img src=a></xmp>",
            "<iframe><img src=a></iframe>", "<noembed><img src=a></noembed>", "<noframes><img src=a></noframes>",
            "<plaintext><img src=a></plaintext><img src=b>", "<template><p><img src=a></p></template>",
            "<svg><image href=a /></svg>", "<svg><image src=a></image></svg>", "<svg><![CDATA[<img src=a>]]></svg>",
            "<img src=a", "<img src='a>", "&lt;img src=a&gt;", "< img src=a>", "</img src=a>", "<img-x src=a>",
            "<template><svg></template><template><img src=a></template>",
        ])
    func notNamed(page: String) {
        #expect(urls(page) == [])
    }

    @Test(
        "What stands around an image does not hide it",
        arguments: [
            "<noscript><img src=a></noscript>", "<template shadowrootmode=open><img src=a></template>",
            "<template></template><img src=a>", "<svg><image src=no></image></svg><image src=a>",
            "<svg><p><img src=a></p></svg>", "<svg><foreignObject><img src=a></foreignObject></svg>",
            "<svg><style><img src=a></style></svg>", "<svg/><img src=a>", "<svg><title></title></svg><img src=a>",
            "<template><svg><g></template><image src=a>", "<div><svg></div><style><img src=no></style><img src=a>",
            "<p title='<img src=no>'><img src=a>", "<script><!--<script></script></script><img src=a>",
            "<!--><img src=a>", "<!-- --!><img src=a>", "<![CDATA[<img src=no>]]><img src=a>", "<a b='>'><img src=a>",
            "<math><mi><img src=a></mi></math>", "<a \"><img src=a>", "<title>x</title><img src=a>",
        ])
    func named(page: String) {
        #expect(urls(page) == ["a"])
    }

    @Test(
        "Of an image that a script loads later the real URL counts, where the other is a stand-in",
        arguments: [
            ("<img data-src=a.png>", ["a.png"]), ("<img src=b.png data-src=a.png>", ["b.png"]),
            ("<img src='data:image/gif;base64,R0lGOD' data-src=a.png>", ["a.png"]),
            ("<img src='#' data-src=a.png>", ["a.png"]),
            ("<img srcset='data:image/gif;base64,R0 1w' data-srcset='a.png 1w'>", ["a.png"]),
            ("<source data-srcset='a.png 2x'>", ["a.png"]),
            ("<img src='data:image/gif;base64,R0lGOD'>", ["data:image/gif;base64,R0lGOD"]),
        ])
    func standIn(page: String, expected: [String]) {
        #expect(urls(page) == expected)
    }

    @Test("The first of two attributes of a name counts")
    func repeated() throws {
        let sink = ElementSink("<img src=a SRC=b width=1 width=2>")
        let element = try #require(sink.elements.first)
        #expect(sink.urls == ["a"])
        #expect(element.attributes.map(\.name) == ["src", "src", "width", "width"])
        #expect(element.images.first?.widthAttribute == 2)
    }

    @Test("Widths and heights are kept as they are written", arguments: ["600", "600px", "50%", "auto", ""])
    func sizes(width: String) throws {
        let page = "<img height='1' src=a width=\"\(width)\">"
        let record = try record(page, "a.html")
        #expect(record.entries.first?.width?.text == width)
        #expect(record.entries.first?.width.map { excerpt($0.range, of: record) } == "\"\(width)\"")
        #expect(record.entries.first?.height.map { excerpt($0.range, of: record) } == "'1'")
    }

    @Test("Only what is like an <img> is asked for a size")
    func takesSize() {
        let page = """
            <link rel=icon href=a><meta property=og:image content=b><img src=c srcset='d 2x'><video poster=e></video>
            <source srcset=f width=5 height=6><input type=image src=g>
            """
        let images = ElementSink(page).images
        #expect(images.filter(\.takesSize).map(\.url.text) == ["c", "g"])
        #expect(images.filter { $0.widthAttribute != nil }.map(\.url.text) == ["f"])
    }
}
