import Testing

@testable import Records

@Suite("HTML in Markdown")
struct MarkdownHTMLTests {
    @Test(
        "names images, in blocks and within text",
        arguments: [
            ("<img src=\"a.png\" width=600 height='400'>", ["body:img[0] a.png 600x400"]),
            ("text <img\n  src='a.png'\n  width=\"6\"> text", ["body:img[0] a.png 6x-"]),
            ("> <img\n> src=a.png\n> height=4>", ["body:img[0] a.png -x4"]),
            (
                "<div>\n  <img src=\"a.png\">\n</div>\n\n![b](b.png)",
                ["body:img[0] a.png -x-", "body:img[1] b.png -x-"]
            ),
            ("<video poster=\"a.png\" src=\"v.mp4\"></video>", ["body:video[0] a.png -x-"]),
            (
                "<picture>\n<source srcset=\"a.webp 1x, b.webp 2x\">\n<img src=\"c.png\">\n</picture>",
                ["body:source[0].srcset[0] a.webp -x-", "body:source[0].srcset[1] b.webp -x-", "body:img[0] c.png -x-"]
            ),
            ("| <img src=\"a.png\" alt=\"a \\| b\"> |\n|-|\n", ["body:img[0] a.png -x-"]),
            ("<img src=\"a.png?b=1&amp;c=2\">", ["body:img[0] a.png?b=1&c=2 -x-"]),
            ("<svg><image href=\"no.png\"/></svg> <img src=\"a.png\">", ["body:img[0] a.png -x-"]),
        ])
    func images(body: String, images: [String]) throws {
        #expect(try bodyImages(body) == images)
    }

    @Test(
        "names none in comments, code, raw text and templates",
        arguments: [
            "<!-- <img src=\"a.png\"> -->", "`<img src=\"a.png\">`", "    <img src=\"a.png\">", "\\<img src=\"a.png\">",
            "<style>\n<img src=\"a.png\">\n</style>", "<textarea><img src=\"a.png\"></textarea>",
            "<template>\n<img src=\"a.png\">\n</template>", "< img src=\"a.png\">", "text <img src=\"a.png\" b=>",
            "<?php <img src=\"a.png\"> ?>", "<![CDATA[ <img src=\"a.png\"> ]]>", "<img alt=\"a\">", "<img src=\"\">",
        ])
    func none(body: String) throws {
        #expect(try bodyURLs(body) == [])
    }

    @Test("that stays open hides what follows it")
    func open() throws {
        #expect(try bodyURLs("text <textarea> text\n\n![a](a.png)\n\n</textarea> ![b](b.png)") == ["b.png"])
        #expect(try bodyURLs("<div>\n<!-- open\n\n![a](a.png)\n\n<div>\n-->\n\n![b](b.png)") == ["b.png"])
        #expect(try bodyURLs("<div><template>\n\n![a](a.png)\n\n</template>\n\n![b](b.png)") == ["b.png"])
    }

    @Test("may hold tags of template languages with quotes of their own")
    func templates() throws {
        let body =
            "<img src=\"{{ \"/a.png\" | relative_url }}\" width=\"6\"> and <img {% if x %}class=\"y\"{% endif %} src=b.png>"
        #expect(
            try bodyImages(body)
                == ["body:img[0] {{ \"/a.png\" | relative_url }} 6x-", "body:img[1] b.png -x-"])
    }

    @Test("with the attribute 'markdown' holds Markdown")
    func markdownWithin() throws {
        #expect(
            try bodyURLs("<div class=\"a\" markdown=\"1\">\n![a](a.png)\n</div>\n\n![b](b.png)") == ["a.png", "b.png"])
        #expect(try bodyURLs("<div markdown>\n![a](a.png)\n</div>") == ["a.png"])
        #expect(try bodyURLs("<div markdown='0'>\n![a](a.png)\n</div>") == [])
        #expect(try bodyURLs("<div class='markdown'>\n![a](a.png)\n</div>") == [])
    }

    @Test("gets a width and a height as any tag does")
    func sizes() throws {
        #expect(try resized("> a <img\n> src='a.png'> b") == "> a <img\n> src='a.png' width='640' height='480'> b")
        #expect(
            try resized("<div>\n<img width=\"1\" height=\"2\" src=\"a.png\"/>\n</div>")
                == "<div>\n<img width=\"640\" height=\"480\" src=\"a.png\"/>\n</div>")
    }
}
