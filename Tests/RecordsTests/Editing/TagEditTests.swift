import Testing

@testable import Records

@Suite("Sizes in tags")
struct TagEditTests {
    @Test(
        "are added behind the URL in the way of the tag",
        arguments: [
            ("<img src=\"a.png\">", "<img src=\"a.png\" width=\"600\" height=\"400\">"),
            ("<img src='a.png' alt=''>", "<img src='a.png' width='600' height='400' alt=''>"),
            ("<img src=a.png alt>", "<img src=a.png width=600 height=400 alt>"),
            ("<img src=\"a.png\"/>", "<img src=\"a.png\" width=\"600\" height=\"400\"/>"),
            ("<img src=\"a.png\" />", "<img src=\"a.png\" width=\"600\" height=\"400\" />"),
            ("<IMG ALT=\"\" SRC=\"a.png\">", "<IMG ALT=\"\" SRC=\"a.png\" WIDTH=\"600\" HEIGHT=\"400\">"),
            (
                "<img\n  alt=\"\"\n  src=\"a.png\"\n>",
                "<img\n  alt=\"\"\n  src=\"a.png\"\n  width=\"600\"\n  height=\"400\"\n>"
            ),
            ("<p>x<img src=\"a>b.png\">y", "<p>x<img src=\"a>b.png\" width=\"600\" height=\"400\">y"),
        ])
    func added(old: String, new: String) throws {
        #expect(try edited(old, (.width, .pixels(600)), (.height, .pixels(400)), named: "page.html") == new)
    }

    @Test(
        "are replaced where they stand, with the quotes that they have",
        arguments: [
            ("<img width=\"1\" src=a.png height='2'>", "<img width=\"600\" src=a.png height='400'>"),
            ("<img src=a.png width=1 height=2>", "<img src=a.png width=600 height=400>"),
            ("<img src=\"a.png\" width=\"\" height=2>", "<img src=\"a.png\" width=\"600\" height=400>"),
            ("<img src=\"a.png\" width height=2>", "<img src=\"a.png\" width=\"600\" height=400>"),
            ("<img src=\"a.png\" width=1 width=3 height=2>", "<img src=\"a.png\" width=600 width=3 height=400>"),
        ])
    func replaced(old: String, new: String) throws {
        #expect(try edited(old, (.width, .pixels(600)), (.height, .pixels(400)), named: "page.html") == new)
    }

    @Test("one side goes beside the other one")
    func oneSide() throws {
        #expect(
            try edited("<img width=\"600\" src=\"a.png\" alt=\"\">", (.height, .pixels(400)), named: "page.html")
                == "<img width=\"600\" height=\"400\" src=\"a.png\" alt=\"\">")
    }

    @Test("are refused where an element has no place for them, and never a flag written")
    func refusals() throws {
        let property = "<meta property=\"og:image\" content=\"https://a.example/b.png\">"
        #expect(
            try refusal(property, (.width, .pixels(1)), named: "page.html").message
                == "it has no place for a width; write an <img> tag with width and height, or say in the configuration "
                + "how your Markdown gives them (markdown-flavour)")
        #expect(throws: EditRefusal.self) {
            try record("<img src=a.png>", "page.html")
                .applying([FieldChange(entryIndex: 0, field: .flag, value: .boolean(true))])
        }
    }
}
