import Testing

@testable import Records

@Suite("Sizes of web app manifests")
struct SizePairTests {
    private func manifest(_ icon: String, named path: String = "site.webmanifest") throws -> Record {
        var vocabulary = EntryVocabulary()
        vocabulary.presets = [.webmanifest]
        return try record(icon, path, vocabulary: vocabulary)
    }

    private func size(_ icon: String, named path: String = "site.webmanifest") throws -> String {
        let entry = try #require(manifest(icon, named: path).entries.first)
        return "\(entry.width?.text ?? "-")x\(entry.height?.text ?? "-")" + (entry.takesSize ? " size" : "")
    }

    @Test(
        "are a width and a height where there is one for the whole file",
        arguments: [
            (#"{"icons": [{"src": "a.png", "sizes": "192x180"}]}"#, "192x180 size"),
            (#"{"icons": [{"sizes": "192X180", "src": "a.png"}]}"#, "192x180 size"),
            (#"{"screenshots": [{"src": "a", "sizes": "1280x720"}]}"#, "1280x720 size"),
            (#"{"shortcuts": [{"icons": [{"src": "a", "sizes": "96x96"}]}]}"#, "96x96 size"),
            (#"{"icons": [{"src": "a.png", "sizes": "48x48 96x96"}]}"#, "-x-"),
            (#"{"icons": [{"src": "a.svg", "sizes": "any"}]}"#, "-x-"),
            (#"{"icons": [{"src": "a.png", "sizes": "any 48x48"}]}"#, "-x-"),
            (#"{"icons": [{"src": "a.ico", "sizes": "48x48"}]}"#, "-x-"),
            (#"{"icons": [{"src": "a.png", "sizes": "48x"}]}"#, "-x-"),
            (#"{"icons": [{"src": "a.png", "sizes": "x48"}]}"#, "-x-"),
            (#"{"icons": [{"src": "a.png", "sizes": ""}]}"#, "-x-"),
            (#"{"icons": [{"src": "a.png", "sizes": "4\u0038x48"}]}"#, "-x-"),
            (#"{"icons": [{"src": "a.png"}]}"#, "-x- size"),
        ])
    func sizes(icon: String, size: String) throws {
        #expect(try self.size(icon) == size)
    }

    @Test("are read in other languages too, and not through an anchor")
    func languages() throws {
        #expect(try size("icons:\n  - src: a.png\n    sizes: 192x180 # both\n", named: "a.yml") == "192x180 size")
        #expect(try size("icons:\n  - src: a.png\n    sizes: '192x180'\n", named: "a.yml") == "192x180 size")
        #expect(try size("icons:\n  - src: a.png\n    sizes: &s 192x180\n", named: "a.yml") == "-x-")
        #expect(try size("[[icons]]\nsrc = \"a.png\"\nsizes = \"192x180\"\n", named: "a.toml") == "192x180 size")
        #expect(try size("[[icons]]\nsrc = \"a.png\"\nsizes = '''192x180'''\n", named: "a.toml") == "-x-")
    }

    @Test("say nothing without the preset")
    func otherRecords() throws {
        let record = try record(#"{"icons": [{"src": "a.png", "sizes": "192x180"}]}"#, "a.json")
        #expect(record.entries.map(\.width) == [nil])
    }

    @Test(
        "change where they stand, one side or both",
        arguments: [
            ("a.webmanifest", #"{"icons": [{"src": "a.png", "sizes": "192x180", "type": "image/png"}]}"#),
            ("a.yml", "icons:\n  - {src: a.png, sizes: 192x180}\n"),
            ("a.yml", "icons:\n  - src: a.png\n    sizes: '192x180' # both\n"),
            ("a.toml", "[[icons]]\nsizes = \"192x180\" # both\nsrc = \"a.png\"\n"),
            ("a.jsonld", "{\n  \"icons\": {\"sizes\": \"192x180\", \"src\": \"a.png\"}\n}\n"),
        ])
    func edits(path: String, text: String) throws {
        let record = try manifest(text, named: path)
        func edited(_ changes: (EntryField, Int)...) throws -> String {
            let changes = changes.map { FieldChange(entryIndex: 0, field: $0.0, value: .pixels($0.1)) }
            return String(decoding: try record.applying(changes), as: UTF8.self)
        }
        #expect(try edited((.width, 200)) == text.replacing("192x180", with: "200x180"))
        #expect(try edited((.height, 9)) == text.replacing("192x180", with: "192x9"))
        #expect(try edited((.width, 200), (.height, 1234)) == text.replacing("192x180", with: "200x1234"))
        #expect(try edited((.height, 180), (.width, 192)) == text)
        #expect(record.entries.map { excerpt($0.width?.range ?? 0..<0, of: record) } == ["192"])
        #expect(record.entries.map { excerpt($0.height?.range ?? 0..<0, of: record) } == ["180"])
    }

    @Test("stay while a flag is added beside the address")
    func flag() throws {
        let record = try manifest("icons:\n  - src: a.png\n    sizes: 192x180\n", named: "a.yml")
        let change = FieldChange(entryIndex: 0, field: .flag, value: .boolean(true))
        #expect(
            String(decoding: try record.applying([change]), as: UTF8.self)
                == "icons:\n  - src: a.png\n    isCached: true\n    sizes: 192x180\n")
    }
}
