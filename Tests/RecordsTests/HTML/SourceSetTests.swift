import Testing

@testable import Records

@Suite("srcset")
struct SourceSetTests {
    @Test(
        "Candidates are those of browsers",
        arguments: [
            ("a, b 2x", ["a", "b 2.0x"]), ("a 480w, b 800w", ["a 480w", "b 800w"]), ("a,b", ["a,b"]),
            ("a, b,", ["a", "b"]),
            (" , a ,, b", ["a", "b"]), ("data:image/png;base64,AA== 2x", ["data:image/png;base64,AA== 2.0x"]),
            ("a 2x 3x, b", ["b"]), ("a 2q, b", ["b"]), ("a (x, y) 2x, b", ["b"]), ("a (x, b", []), ("a 0w, b", ["b"]),
            ("a 10w 20h, b 20h", ["a 10w"]), ("a -1x, b 1e1x", ["b 10.0x"]), ("a .5x", ["a 0.5x"]), ("a 1.x", []),
            ("a +1x", []), ("a 1.5w", []), ("", []), (" ", []), ("a\t2x\n,\u{0C}b", ["a 2.0x", "b"]), ("a2x", ["a2x"]),
            ("{{ \"a, b\" | x }} 2x, c", ["{{ \"a, b\" | x }} 2.0x", "c"]), ("{{ a", []), ("{{", ["{{"]),
        ])
    func candidates(text: String, expected: [String]) {
        let bytes = Array(text.utf8)
        let found = SourceSet(bytes).candidates.map { candidate in
            let url = String(decoding: bytes[candidate.url], as: UTF8.self)
            return switch candidate.descriptor {
            case .width(let width): url + " \(width)w"
            case .density(let density): url + " \(density)x"
            case nil: url
            }
        }
        #expect(found == expected)
    }

    @Test("Each candidate has the place of its URL and of its descriptor")
    func places() throws {
        let record = try record("<img src=\"x.png\" srcset=\"a.png?b=1&amp;c=2 2x, é.png 480w,&#100;.png\">", "a.html")
        #expect(
            record.entries.map(\.path) == (["", ".srcset[0]", ".srcset[1]", ".srcset[2]"]).map { "body:img[0]" + $0 })
        #expect(record.entries.map(\.url.text) == ["x.png", "a.png?b=1&c=2", "é.png", "d.png"])
        #expect(
            record.entries.map { excerpt($0.url.range, of: record) }
                == ["\"x.png\"", "a.png?b=1&amp;c=2", "é.png", "&#100;.png"])
        #expect(
            record.entries.map { $0.descriptor.map { excerpt($0.range, of: record) } } == [nil, "2x", "480w", nil])
        #expect(record.entries.allSatisfy { $0.kind == .body && !$0.takesFlag })
    }

    @Test("A very long list costs no more than its length")
    func hostile() {
        #expect(SourceSet(Array(repeating: UInt8(ascii: "{"), count: 1_000_000)).candidates.count == 1)
        #expect(SourceSet(Array(repeating: UInt8(ascii: ","), count: 1_000_000)).candidates.isEmpty)
    }
}
