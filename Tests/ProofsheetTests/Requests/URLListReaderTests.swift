import Auditing
import TestSupport
import Testing

@testable import Proofsheet

@Suite("Reading lists of URLs")
struct URLListReaderTests {
    private func items(_ bytes: [UInt8]) throws -> [WarmItem] {
        let directory = try TemporaryDirectory()
        var reader = try URLListReader(URLList(path: try directory.write(bytes, to: "list")))
        var items: [WarmItem] = []
        while case let next = try reader.next(unless: { false }), !next.isEmpty { items += next }
        return items
    }

    private func key(_ item: WarmItem) -> String? { if case .remote(let url) = item.source { url } else { nil } }

    @Test("lines keep their numbers however they are cut into pieces")
    func pieces() throws {
        let count = 20_000
        let text = (1...count).map { "http://h/\($0)\($0 % 7 == 0 ? "\n" : "")\n" }.joined()
        let found = try items(Array(text.utf8))
        #expect(found.count == count)
        #expect(found.enumerated().allSatisfy { key($1) == "http://h/\($0 + 1)" && $1.line == $0 + 1 + $0 / 7 })
    }

    @Test("the last line needs no end, and a line that is too long costs no other")
    func edges() throws {
        let long = [UInt8](repeating: 0x61, count: URLListReader.longestLine + 1)
        let found = try items(Array("http://h/1\n".utf8) + long + long + Array("\nhttp://h/3".utf8))
        #expect(found.map(\.line) == [1, 2, 3] && found.map(key) == ["http://h/1", nil, "http://h/3"])
        let ended = try items(long)
        #expect(ended.map(\.line) == [1] && ended.map(key) == [nil])
        #expect(try items([]).isEmpty && items(Array(" \r\n\t\n\u{FEFF}".utf8)).count == 1)
    }

    @Test(
        "a line that names nothing says why",
        arguments: [
            ([0x68, 0xFF], "UTF-8"), (Array("{".utf8), "JSON"), (Array("[1]".utf8), "relative"),
            (Array("{\"url\": 1}".utf8), "no url"), (Array("{\"url\": \"\"}".utf8), "relative"),
            (Array("http://h/\0a".utf8), "control"), (Array(String(repeating: "{\"a\":", count: 9_999).utf8), "JSON"),
        ] as [([UInt8], String)])
    func bad(line: [UInt8], reason: String) throws {
        let item = try #require(try items(line).first)
        guard case .invalid(let rule, let text) = item.source else {
            Issue.record("it names something")
            return
        }
        #expect(rule == .urlInvalid && text.contains(reason))
    }

    @Test("a size counts where both sides are whole numbers above zero")
    func sizes() throws {
        func size(_ text: String) throws -> [Int]? {
            try items(Array("{\"url\": \"http://h/\", \(text)}".utf8)).first?.declared.map { [$0.width, $0.height] }
        }
        #expect(try size("\"width\": 6, \"height\": 4") == [6, 4])
        for text in ["\"width\": 6", "\"width\": 0, \"height\": 4", "\"width\": 1e99, \"height\": 4"] {
            #expect(try size(text) == nil)
        }
    }
}
