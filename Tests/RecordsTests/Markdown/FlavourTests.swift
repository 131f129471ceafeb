import Testing

@testable import Records

@Suite("Kinds of Markdown with images of their own")
struct FlavourTests {
    @Test(
        "say the size behind the address",
        arguments: [
            ("![a](a.png =600x400)", "a.png 600x400"), ("![a](a.png =600x)", "a.png 600x-"),
            ("![a](a.png =x400)", "a.png -x400"), ("![a](<a b.png> \"t\" =600x400 )", "a b.png 600x400"),
            ("![a]( a.png =50%x )", "a.png 50%x-"), ("> ![a](a.png\n> =6x4)", "none"),
            ("![a](a.png \"=6x4\")", "a.png -x-"), ("![a](a.png =x)", "a.png -x-"),
            ("![a](a.png =6x4){width=7}", "a.png 6x4"),
            ("![a](a.png =6)", "none"), ("![a](a.png = 6x4)", "none"), ("![a](a.png =6x4 5)", "none"),
            ("![a](a.png\t=6x4)", "none"), ("[a](a.png =6x4)", "none"), ("![a][b]\n\n[b]: c.png", "c.png -x-"),
        ])
    func imsize(body: String, image: String) throws {
        #expect(try bodyImages(body, flavour: .imsize) == (image == "none" ? [] : ["body:img[0] \(image)"]))
    }

    @Test(
        "have it changed and added there",
        arguments: [
            ("b ![a](a.png =1x2) c", "b ![a](a.png =640x480) c"), ("![a](a.png =1x)", "![a](a.png =640x480)"),
            ("![a](a.png =x2)", "![a](a.png =640x480)"), ("![a](a.png)", "![a](a.png =640x480)"),
            ("![a](a.png \"t\" )", "![a](a.png \"t\" =640x480 )"), ("> ![a](<a.png>)", "> ![a](<a.png> =640x480)"),
        ])
    func imsizeEdits(body: String, result: String) throws {
        #expect(try resized(body, flavour: .imsize) == result)
        #expect(try bodyRecord(body, flavour: .imsize).entries.map(\.takesSize) == [true])
    }

    @Test(
        "have one side added alone", arguments: [(EntryField.width, "![a](a.png =6x)"), (.height, "![a](a.png =x6)")])
    func imsizeSide(field: EntryField, result: String) throws {
        let record = try bodyRecord("![a](a.png)", flavour: .imsize)
        let edited = try record.applying([FieldChange(entryIndex: 0, field: field, value: .pixels(6))])
        #expect(String(decoding: edited, as: UTF8.self).hasSuffix(result))
    }

    @Test(
        "embed files by their names",
        arguments: [
            ("![[a.png]]", ["body:img[0] a.png -x-"]), ("![[a.png|300]]", ["body:img[0] a.png 300x-"]),
            ("![[a.png|300x200]]", ["body:img[0] a.png 300x200"]),
            ("b ![[ my photo.JPG | alt|300 ]] ![](c.png)", ["body:img[0] my photo.JPG -x-", "body:img[1] c.png -x-"]),
            ("![[dir/a.png|alt|300x200]]", ["body:img[0] dir/a.png 300x200"]),
            ("![[a.png|300xy]]", ["body:img[0] a.png -x-"]), ("![[a.png|alt]]", ["body:img[0] a.png -x-"]),
            ("| ![[a.png\\|300]] |\n|-|", ["body:img[0] a.png 300x-"]),
            ("> - ![[a.svg]]", ["body:img[0] a.svg -x-"]),
        ])
    func obsidian(body: String, images: [String]) throws {
        #expect(try bodyImages(body, flavour: .obsidian) == images)
        #expect(try bodyRecord(body, flavour: .obsidian).entries.allSatisfy { !$0.takesSize })
    }

    @Test(
        "embed other things, which are no images",
        arguments: [
            "![[note]]", "![[note.md]]", "![[film.mp4|300]]", "![[a.pdf#page=3]]", "[[a.png]]", "`![[a.png]]`",
            "![[a.png]", "![[a\n.png]]", "\\![[a.png]]", "    ![[a.png]]", "![[]]",
        ])
    func noEmbeds(body: String) throws {
        #expect(try bodyURLs(body, flavour: .obsidian) == [])
    }

    @Test("have the size of an embed put right, and its address")
    func obsidianEdits() throws {
        #expect(try resized("b ![[a.png|1x2]] c", flavour: .obsidian) == "b ![[a.png|640x480]] c")
        #expect(try resized("![[a.png|1]]", flavour: .obsidian) == "![[a.png|640x480]]")
        #expect(throws: EditRefusal.self) { try resized("![[a.png]]", flavour: .obsidian) }
        let record = try bodyRecord("![[a.png|1]]", flavour: .obsidian)
        let edited = try record.applying([FieldChange(entryIndex: 0, field: .url, value: .url("b c.png"))])
        #expect(String(decoding: edited, as: UTF8.self).hasSuffix("![[b c.png|1]]"))
    }

    @Test("are plain text to all others", arguments: [nil, MarkdownFlavour.kramdown, .goldmark, .pandoc])
    func others(flavour: MarkdownFlavour?) throws {
        #expect(try bodyURLs("![a](a.png =600x400)\n\n![[a.png]]\n\n![[a.png|300]]", flavour: flavour) == [])
        #expect(try bodyURLs("![a](a.png =600x400)", flavour: .obsidian) == [])
        #expect(try bodyURLs("![[a.png]]", flavour: .imsize) == [])
    }
}
