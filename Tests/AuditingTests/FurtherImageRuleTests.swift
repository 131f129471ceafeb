import Auditing
import Caching
import Hashing
import Probing
import Records
import Testing

@Suite("Rules on what an image is for")
struct FurtherImageRuleTests {
    static func size(_ width: Int, _ height: Int) -> String {
        "width: \(width)\n    height: \(height)\n    isCached: true"
    }

    @Test("a tracking pixel is tiny, with one long side it is not")
    func tiny() throws {
        #expect(rules(subject(Self.size(1, 1), known: .image(1, 1))) == ["image-tiny"])
        #expect(rules(subject(Self.size(5, 5), known: .image(5, 5))) == ["image-tiny"])
        #expect(rules(subject(Self.size(6, 1), known: .image(6, 1))).isEmpty)
    }

    @Test("an image of far more pixels than its declared size is heavy")
    func pixels() throws {
        func found(_ width: Int, _ height: Int, bytes: Int = 50_001) -> [String] {
            var known = Known.image(width, height)
            known.byteCount = bytes
            return rules(subject(Self.size(300, 200), known: known))
        }
        #expect(found(1500, 1000) == ["image-heavy", "dimensions-scaled"])
        #expect(found(1500, 1000, bytes: 50_000) == ["dimensions-scaled"])
        #expect(found(1200, 800) == ["dimensions-scaled"])
        #expect(found(1500, 800) == ["dimensions-mismatch"])
    }

    @Test("a drawing is never heavy by its pixels")
    func drawing() {
        var known = Known.image(3000, 2000)
        known.header?.format = .svg
        known.byteCount = 400_000
        #expect(rules(subject(Self.size(300, 200), known: known)).isEmpty)
    }

    @Test(
        "an image of far more bytes than its declared size needs is heavy",
        arguments: [(500_000, false), (961_000, true)])
    func bytes(count: Int, isHeavy: Bool) {
        var known = Known.image(600, 400)
        known.byteCount = count
        #expect(rules(subject(Self.size(600, 400), known: known)) == (isHeavy ? ["image-heavy"] : []))
    }

    @Test("sides as large as integers go are compared without a crash")
    func huge() {
        var known = Known.image(600, 400)
        known.byteCount = .max
        #expect(!rules(subject(Self.size(.max, .max), known: known)).contains("image-heavy"))
    }

    @Test("the same bytes from many addresses of a host are a placeholder")
    func shared() throws {
        var known = Known.image(600, 400)
        known.sharedCount = 5
        let finding = try #require(Auditor().audit(subject(Self.size(600, 400), known: known)).first)
        #expect(finding.rule.rawValue == "image-placeholder")
        #expect(finding.message.contains("from 5 of its addresses"))
        known.sharedCount = 4
        #expect(rules(subject(Self.size(600, 400), known: known)).isEmpty)
    }

    @Test(
        "a known placeholder is named",
        arguments: [
            "https://i.imgur.com/removed.png", "600x400@example.com", SHA256(of: []).hex.uppercased(),
        ])
    func known(text: String) throws {
        var settings = RuleSettings()
        settings.placeholders = [try #require(KnownPlaceholder(text: text))]
        var known = Known.image(600, 400)
        known.finalURL = text.hasPrefix("https") ? text : "https://cdn.example.com/x.png"
        let found = rules(subject(Self.size(600, 400), known: known, settings: settings))
        #expect(found == ["image-placeholder"])
        settings.placeholders = []
        #expect(rules(subject(Self.size(600, 400), known: known, settings: settings)).isEmpty)
    }

    @Test(
        "what is no placeholder's mark is refused", arguments: ["", "abc", "600@example.com", "0x4@a.example", "6x4@"])
    func marks(text: String) { #expect(KnownPlaceholder(text: text) == nil) }

    @Test("an image that moved for good is named with its new address, without credentials")
    func moved() throws {
        var known = Known.image(600, 400)
        known.movedTo = "https://user:secret@new.example/a.jpg?token=abc&w=5"
        let finding = try #require(Auditor().audit(subject(Self.size(600, 400), known: known)).first)
        #expect(finding.rule.rawValue == "url-moved" && finding.severity == .info)
        #expect(finding.message == "moved for good to https://new.example/a.jpg?token=***&w=5")
    }

    @Test(
        "http is named, in any case of letters, and https is not", arguments: [("http", 1), ("HTTP", 1), ("https", 0)])
    func insecure(scheme: String, count: Int) {
        let location = ImageLocation.remote(url: "\(scheme)://example.com/a.jpg", isOnSite: false)
        let found = rules(subject("width: 600", "height: 400", location: location))
        #expect(found == Array(repeating: "url-insecure", count: count))
    }
}

@Suite("Duplicates in a record")
struct ImageDuplicateTests {
    struct Picture {
        var url: String
        var hash: UInt64
        var width = 600
        var height = 400
        var isBlank = false
        var color = "#404040"
    }

    func duplicates(_ pictures: [Picture]) -> [Finding] {
        let list = pictures.map {
            "  - url: \($0.url)\n    width: \($0.width)\n    height: \($0.height)\n    isCached: true\n"
        }
        let text = "---\nimages:\n\(list.joined())---\n"
        guard let record = Record(path: "post.md", bytes: Array(text.utf8)) else { fatalError("not a record: \(text)") }
        let entries = zip(record.entries, pictures).map { entry, picture in
            var known = Known.image(picture.width, picture.height)
            known.summary = ImageSummary(
                isBlank: picture.isBlank, dominantColor: picture.color, differenceHash: picture.hash, thumbHash: [])
            return EntrySubject(
                entry: entry, location: .remote(url: picture.url, isOnSite: false), knowledge: known.knowledge)
        }
        return Auditor().audit(RecordSubject(record: record, entries: entries)).filter {
            $0.rule.rawValue == "image-duplicate"
        }
    }

    @Test("the second of two pictures that look the same is named, with the path of the first")
    func same() throws {
        let found = duplicates([
            Picture(url: "https://a.example/1", hash: 0b1010), Picture(url: "https://a.example/2", hash: 0xffff),
            Picture(url: "https://b.example/3", hash: 0b0011),
        ])
        #expect(found.map(\.entry) == ["images[2]"])
        #expect(found.first?.message == "shows the same picture as images[0], from another URL")
    }

    @Test("the same URL, another size, another picture, another colour and a flat one are no duplicates")
    func different() {
        let picture = Picture(url: "https://a.example/1", hash: 5)
        for other in [
            Picture(url: "https://a.example/1", hash: 5),
            Picture(url: "https://a.example/2", hash: 5, width: 300, height: 200),
            Picture(url: "https://a.example/2", hash: 0b111_0101),
            Picture(url: "https://a.example/2", hash: 5, color: "#404051"),
            Picture(url: "https://a.example/2", hash: 5, isBlank: true),
        ] { #expect(duplicates([picture, other]).isEmpty) }
    }
}
