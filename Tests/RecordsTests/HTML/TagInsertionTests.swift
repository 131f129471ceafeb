import Testing

@testable import Records

@Suite("Sizes that tags get")
struct TagInsertionTests {
    @Test(
        "Width and height go behind the URL, as the attributes beside them are written",
        arguments: [
            ("<img src=\"a.png\">", "<img src=\"a.png\" width=\"5\" height=\"6\">"),
            ("<img src='a.png' alt=''/>", "<img src='a.png' width='5' height='6' alt=''/>"),
            ("<img alt=\"\" src=\"a.png\" />", "<img alt=\"\" src=\"a.png\" width=\"5\" height=\"6\" />"),
            ("<img src=a.png>", "<img src=a.png width=5 height=6>"),
            ("<img src=a.png/>", "<img src=a.png/ width=5 height=6>"),
            ("<IMG SRC=\"a.png\" ALT=\"\">", "<IMG SRC=\"a.png\" WIDTH=\"5\" HEIGHT=\"6\" ALT=\"\">"),
            ("<img src = \"a.png\"alt>", "<img src = \"a.png\" width=\"5\" height=\"6\"alt>"),
            ("<img src=\"a.png\"\n  alt=\"\"\n>", "<img src=\"a.png\"\n  width=\"5\"\n  height=\"6\"\n  alt=\"\"\n>"),
            ("<img\n  alt=\"\"\n  src=\"a.png\">", "<img\n  alt=\"\"\n  src=\"a.png\"\n  width=\"5\"\n  height=\"6\">"),
            ("<img width=\"1\" src=\"a.png\">", "<img width=\"5\" height=\"6\" src=\"a.png\">"),
            ("<img height='1' src=\"a.png\">", "<img height='6' src=\"a.png\" width=\"5\">"),
            ("<img width=1 src=a height=2>", "<img width=5 src=a height=6>"),
            ("<img src=\"a.png\" width height=\"\">", "<img src=\"a.png\" width=\"5\" height=\"6\">"),
            ("<input type=image src=\"a.png\">", "<input type=image src=\"a.png\" width=\"5\" height=\"6\">"),
            ("<img srcset=\"b 2x\" src=\"a.png\">", "<img srcset=\"b 2x\" src=\"a.png\" width=\"5\" height=\"6\">"),
            ("<img src=\"{{ \"a.png\" | x }}\" alt>", "<img src=\"{{ \"a.png\" | x }}\" width=\"5\" height=\"6\" alt>"),
        ])
    func inserted(page: String, expected: String) throws {
        let text = "<p>é</p>\r\n\(page)\r\n<img src=z.png width=1>"
        let record = try record(text, "a.html")
        let entry = try #require(record.entries.firstIndex { $0.takesSize })
        #expect(
            try edited(text, (.width, .pixels(5)), (.height, .pixels(6)), named: "a.html", entry: entry)
                == text.replacing(page, with: expected))
    }
}
