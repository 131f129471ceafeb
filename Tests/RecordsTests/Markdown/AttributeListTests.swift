import Testing

@testable import Records

@Suite("Attribute lists of images")
struct AttributeListTests {
    @Test(
        "say the size of the image that they stand behind",
        arguments: [
            ("![a](a.png){: width=\"600\" height=\"400\"}", "600x400"), ("![a](a.png){:width='600'}", "600x-"),
            ("![a](a.png){: .wide #id height=\"4\" ref}", "-x4"), ("![a](a.png){width=600 height=400}", "600x400"),
            ("![a](a.png){ .wide width=\"50%\" }", "50%x-"), ("![a][x]{width=6}\n\n[x]: a.png", "6x-"),
            ("![a](a.png)\n{width=600 .wide}", "600x-"), ("[![a](a.png){width=6}](b)", "6x-"),
            ("> ![a](a.png){: width=\"6\"\n> height=\"4\"}", "-x-"), ("| ![a](a.png){width=6} |\n|-|", "6x-"),
            // What stands elsewhere is said of something else.
            ("![a](a.png) {width=600}", "-x-"), ("text ![a](a.png)\n{width=600}", "-x-"),
            ("![a](a.png)\n{: width=\"600\"}", "-x-"), ("![a](a.png){width}", "-x-"), ("![a](a.png){width=600", "-x-"),
            ("![a](a.png){\"width\": 600}", "-x-"), ("![a](a.png){}", "-x-"),
        ])
    func size(body: String, size: String) throws {
        #expect(try bodyImages(body) == ["body:img[0] a.png \(size)"])
    }

    @Test("are expressions in MDX, and say nothing there")
    func component() throws {
        #expect(try bodyImages("![a](a.png){width=600}", "post.mdx") == ["body:img[0] a.png -x-"])
    }

    @Test(
        "get the size as the flavour has it",
        arguments: [
            (MarkdownFlavour.kramdown, "![a](a.png){: width=\"640\" height=\"480\"} b"),
            (.goldmark, "![a](a.png){width=640 height=480} b"), (.pandoc, "![a](a.png){width=640 height=480} b"),
        ])
    func flavours(flavour: MarkdownFlavour, result: String) throws {
        let body = "![a](a.png) b"
        #expect(try resized(body, flavour: flavour) == result)
        #expect(try bodyRecord(body, flavour: flavour).entries.map(\.takesSize) == [true])
        #expect(try bodyRecord(body).entries.map(\.takesSize) == [false])
    }

    @Test(
        "are changed and added to in their own way",
        arguments: [
            ("![a](a.png){: width=\"1\" height='2' .x}", "![a](a.png){: width=\"640\" height='480' .x}"),
            ("![a](a.png){: .x}", "![a](a.png){: .x width=\"640\" height=\"480\"}"),
            ("![a](a.png){:}", "![a](a.png){: width=\"640\" height=\"480\"}"),
            ("![a](a.png){#id height=1 }", "![a](a.png){#id height=480 width=640 }"),
            ("![a](a.png){.x}", "![a](a.png){.x width=640 height=480}"),
            ("![a](a.png){alt='x'}", "![a](a.png){alt='x' width='640' height='480'}"),
            ("> b\n> ![a](a.png){.x}", "> b\n> ![a](a.png){.x width=640 height=480}"),
        ])
    func edits(body: String, result: String) throws {
        #expect(try resized(body) == result)
    }

    @Test("are not added where no flavour is known")
    func unknown() throws {
        #expect(throws: EditRefusal.self) { try resized("![a](a.png)") }
    }
}
