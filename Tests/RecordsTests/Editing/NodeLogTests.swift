import Testing

@testable import Records

@Suite("The comparison before a write")
struct NodeLogTests {
    private func log(_ text: String, _ changes: [NodeChange] = []) throws -> NodeLog {
        try Array(text.utf8).withSource { source throws(ParseFailure) in
            var log = NodeLog(applying: changes)
            try YAML.parse(source, into: &log)
            return log
        }
    }

    @Test("tells apart what differs in structure, values, styles, tags and anchors")
    func differences() throws {
        for (index, text) in Self.different.enumerated() {
            #expect(try log(text) == log(text))
            for other in Self.different[..<index] { #expect(try log(text) != log(other), "\(text), \(other)") }
        }
    }

    @Test("does not see places, comments and ways to indent")
    func sameNodes() throws {
        #expect(try log("a: [b, 'c']\nd: e\n") == log("# x\na:\n    - b\n    -   'c'\n\nd:   e # y"))
    }

    @Test("knows what changes are to make of a record")
    func changes() throws {
        let seven = NodeLiteral(text: "7", style: .plain)
        let text = "a: &w !t 5\nb: *w\nc: x"
        // Nodes: the mapping, then each key and value.
        #expect(try log(text, [NodeChange(ordinal: 3, action: .replace(seven))]) == log("a: &w !t 7\nb: *w\nc: x"))
        #expect(try log(text, [NodeChange(ordinal: 5, action: .replace(seven))]) == log("a: &w !t 5\nb: 7\nc: x"))
        let removal = NodeChange(ordinal: 4, action: .removePair)
        #expect(try log(text, [removal]) == log("a: &w !t 5\nc: x"))
        #expect(
            try log(text, [NodeChange(ordinal: 3, action: .replace(seven)), removal]) == log("a: &w !t 7\nc: x"))
        let key = NodeLiteral(text: "k", style: .doubleQuoted)
        let insertion = NodeChange(ordinal: 5, action: .insertAfter(key: key, value: seven))
        #expect(try log(text, [insertion]) == log("a: &w !t 5\nb: *w\n\"k\": 7\nc: x"))
        #expect(
            try log(text, [NodeChange(ordinal: 5, action: .replace(seven)), insertion])
                == log("a: &w !t 5\nb: 7\n\"k\": 7\nc: x"))
    }

    private static let different = [
        "a: b", "a: c", "b: b", "a: 'b'", "a: \"b\"", "a: |-\n  b", "a: !t b", "a: !u b", "a: &x b", "a: &y b",
        "a: [b]", "a: {b: }", "a: [b, c]", "a: [[b], c]", "a: [[b, c]]", "a: b\nc: ", "a: b\n---\nc", "[a, b]",
        "a: &x b\nc: *x", "&x a: b\nc: *x", "a: &x b\nc: b", "a: &x !t b", "a: !t [b]", "a: &x [b]", "", "a", "a: bc",
    ]
}
