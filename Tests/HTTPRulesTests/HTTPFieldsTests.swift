import HTTPRules
import TestSupport
import Testing

@Suite("Header fields")
struct HTTPFieldsTests {
    @Test("names are compared without regard to case, and lines are joined (RFC 9110 §5.3)")
    func lines() {
        let fields = HTTPFields([
            (name: "Vary", value: "a"), (name: "ETag", value: "\"1\""), (name: "VARY", value: "b"),
        ])
        #expect(fields["vary"] == "a, b" && fields.lines("vary") == ["a", "b"])
        #expect(fields["etag"] == "\"1\"" && fields["age"] == nil)
    }

    @Test(
        "a list is split at the commas outside of quotes (RFC 9110 §5.6.1)",
        arguments: [
            ("a, b ,c", ["a", "b", "c"]), (",, a,", ["a"]), ("", []), ("a=\"x, y\", b", ["a=\"x, y\"", "b"]),
            ("a=\"x\\\", y\", b", ["a=\"x\\\", y\"", "b"]), ("a=\"\\\\\", b", ["a=\"\\\\\"", "b"]),
            ("a=\"open, b", ["a=\"open, b"]), ("\ta\t,é", ["a", "é"]),
        ])
    func members(value: String, members: [String]) {
        #expect(HTTPFields([(name: "x", value: value)]).members("x") == members)
    }

    @Test("as text and back they are the same")
    func text() {
        let fields = HTTPFields([
            (name: "ETag", value: "\"a:b\""), (name: "Vary", value: ""), (name: "Vary", value: "é"),
        ])
        #expect(HTTPFields(text: fields.text) == fields)
        #expect(HTTPFields(text: "no field\n\n:x\nage: 1").fields.map(\.name) == ["", "age"])
    }
}

@Suite("Cache directives")
struct CacheDirectivesTests {
    private func directives(_ lines: String...) -> CacheDirectives {
        CacheDirectives(HTTPFields(lines.map { (name: "Cache-Control", value: $0) }))
    }

    @Test(
        "seconds are digits, bare or quoted (RFC 9111 §1.2.2, §5.2)",
        arguments: [
            ("max-age=60", .stated(60)), ("MAX-AGE=\"60\"", .stated(60)), ("max-age=0060", .stated(60)),
            ("max-age=99999999999999999999", .stated(.max)), ("no-store", .absent), ("max-age", .invalid),
            ("max-age=", .invalid), ("max-age=-1", .invalid), ("max-age=1.5", .invalid), ("max-age='60'", .invalid),
            ("max-age=60s", .invalid), ("max-age=\"60", .invalid), ("s-maxage=60", .absent),
            ("extension=\"max-age=60\"", .absent), ("extension=\"max-age=60\", max-age=1", .stated(1)),
            ("max-age=\"6\\0\"", .stated(60)),
        ] as [(String, CacheDirectives.Seconds)])
    func seconds(line: String, seconds: CacheDirectives.Seconds) {
        #expect(directives(line).seconds("max-age") == seconds)
    }

    @Test("several that are the same count once, several that differ are none (RFC 9111 §4.2.1)")
    func duplicates() {
        #expect(directives("max-age=60", "max-age=60").seconds("max-age") == .stated(60))
        #expect(directives("max-age=60, max-age=1").seconds("max-age") == .invalid)
        #expect(directives("max-age=60", "max-age").seconds("max-age") == .invalid)
    }

    @Test("a directive may have a value or not")
    func contains() {
        let directives = directives("No-Cache=\"set-cookie, x\", max-stale")
        #expect(directives.contains("no-cache") && !directives.isBare("no-cache"))
        #expect(directives.isBare("max-stale") && !directives.contains("x\"") && !directives.contains("no-store"))
    }
}
