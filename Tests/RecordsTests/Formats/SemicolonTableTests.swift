import TestSupport
import Testing

@testable import Records

@Suite("Tables with other separators")
struct SemicolonTableTests {
    @Test(
        "are known by their header, or by what their first line says",
        arguments: [
            "url;title;width;isCached\n@;A, b;5;true\n", "\u{FEFF}url;title;width;isCached\r\n@;\"a;b\";5;true\r\n",
            "url;\"a, b, c, d, e\";width;isCached\n@;x;5;true\n", "sep=;\nurl;title;width;isCached\n@;x;5;true\n",
            "SEP=|\r\nurl|title|width|isCached\r\n@|x;,|5|true\r\n",
            "\"sep=;\"\nurl;a,b,c,d,e;width;isCached\n@;x;5;true\n",
            "\u{FEFF}sep=\t\nurl\ttitle\twidth\tisCached\n@\tx\t5\ttrue\n",
            "sep=,\nurl,a;b;c;d;e,width,isCached\n@,x,5,true\n",
        ])
    func separators(text: String) throws {
        let text = text.replacing("@", with: "https://a.example/a.jpg")
        let record = try record(text, "a.csv")
        #expect(record.problems.isEmpty)
        #expect(record.entries.map(\.path) == ["[0]"])
        #expect(record.entries.map(\.url.text) == ["https://a.example/a.jpg"])
        #expect(record.entries.map(\.declaredWidth) == [.pixels(5)])
        #expect(
            try edited(text, (.flag, .boolean(false)), (.width, .pixels(60)), named: "a.csv")
                == text.replacing("true", with: "false").replacing("5", with: "60"))
    }

    @Test(
        "are commas where semicolons are no more than they, or are quoted",
        arguments: [
            "url,width;x,isCached\na,5,true\n", "url,\"a;b;c;d\",width\na,x,5\n", "a;url,width\nx,a,5\n",
        ])
    func commas(text: String) throws {
        #expect(
            text.utf8.withContiguousStorageIfAvailable { TableSeparator(of: SourceBytes($0)).byte } == UInt8(ascii: ",")
        )
    }

    @Test(
        "that are read in parts keep the line that names their separator",
        arguments: ["", "sep=;\r\n", "\u{FEFF}sep=;\n"])
    func parts(start: String) throws {
        let directory = try TemporaryDirectory()
        let rows = (0..<200).map { "\($0).jpg;a, b, c;\($0 + 1)\n" }
        let path = try directory.write(start + "url;title;width\n" + rows.joined(), to: "a.csv")
        let file = try #require(try RecordFile(path, sizeLimit: 500, partSize: 100))
        var found: [ImageEntry] = []
        var bytes: [UInt8] = []
        var next: RecordPart? = .first
        var count = 0
        while let part = next, let record = try file.part(at: part) {
            #expect(record.problems.isEmpty)
            found += record.entries
            let changes = record.entries.indices.map {
                FieldChange(entryIndex: $0, field: .width, value: .pixels(7))
            }
            bytes += try record.applying(changes).dropFirst(record.bytes.count - record.ownBytes.count)
            next = record.followingPart
            count += 1
        }
        #expect(count > 5)
        #expect(found.map(\.path) == (0..<200).map { "[\($0)]" })
        let expected = rows.map { $0.replacing(/;\d+\n/, with: ";7\n") }.joined()
        #expect(String(decoding: bytes, as: UTF8.self) == start + "url;title;width\n" + expected)
    }
}
