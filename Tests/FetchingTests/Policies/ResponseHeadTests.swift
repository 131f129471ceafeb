import Testing

@testable import Fetching

@Suite("Response head") struct ResponseHeadTests {
    private func head(_ text: String) -> ResponseHead {
        var head = ResponseHead()
        var lines: [[UInt8]] = [[]]
        for byte in text.utf8 {
            lines[lines.count - 1].append(byte)
            if byte == UInt8(ascii: "\n") { lines.append([]) }
        }
        for line in lines where !line.isEmpty { line.withUnsafeBytes { head.append(line: $0) } }
        return head
    }

    @Test("status and fields are read, names in lower case, in order") func fields() {
        let head = head("HTTP/1.1 200 OK\r\nB: 1 \r\nA:\t2\r\nb:3\r\nEmpty:\r\nno colon\r\n\r\n")
        #expect(head.status == 200 && head.isComplete)
        #expect(head.fields.map(\.name) == ["b", "a", "b", "empty"])
        #expect(
            head.value("b") == "1, 3" && head.value("a") == "2" && head.value("empty") == "" && head.value("c") == nil)
    }

    @Test("an interim response is left behind") func interim() {
        let head = head("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 404 Not Found\r\nA: 1\r\n\r\n")
        #expect(head.status == 404 && head.isComplete && head.fields.map(\.name) == ["a"])
    }

    @Test("trailers are no header fields, but they count") func trailers() {
        let before = head("HTTP/2 200\r\nA: 1\r\n\r\n")
        let after = head("HTTP/2 200\r\nA: 1\r\n\r\nETag: \"x\"\r\n\r\n")
        #expect(after.fields.map(\.name) == ["a"] && after.byteCount > before.byteCount)
    }

    @Test("a folded line goes on with its field") func folded() {
        #expect(head("HTTP/1.1 200 OK\r\nA: 1\r\n  2\r\n\t3\r\n\r\n").value("a") == "1 2 3")
        #expect(head("HTTP/1.1 200 OK\r\n  2\r\n\r\n").fields.isEmpty)
    }

    @Test("a value that is no UTF-8 is read as ISO 8859-1") func latin() {
        var head = ResponseHead()
        ([0x41, 0x3a, 0xe9] as [UInt8]).withUnsafeBytes { head.append(line: $0) }
        #expect(head.value("a") == "é")
    }

    @Test(
        "a status line without three digits has no status",
        arguments: ["HTTP/1.1", "HTTP/1.1 ", "HTTP/1.1 20", "HTTP/1.1 2000", "HTTP/1.1 abc"])
    func noStatus(_ line: String) {
        #expect(head("\(line)\r\n\r\n").status == 0)
        #expect(!head("\(line)\r\n\r\n").isComplete)
    }

    @Test(
        "the declared length is one number or none",
        arguments: [
            ("", ResponseHead.DeclaredLength.none), ("Content-Length: 5\r\n", .bytes(5)),
            ("Content-Length: 5\r\nContent-Length: 5\r\n", .bytes(5)), ("Content-Length: 5, 5\r\n", .bytes(5)),
            ("Content-Length: 5\r\nContent-Length: 6\r\n", .contradictory), ("Content-Length: 5,6\r\n", .contradictory),
            ("Content-Length: -5\r\n", .contradictory), ("Content-Length: 99999999999999999999\r\n", .contradictory),
            ("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", .none),
        ] as [(String, ResponseHead.DeclaredLength)])
    func lengths(_ fields: String, _ length: ResponseHead.DeclaredLength) {
        #expect(head("HTTP/1.1 200 OK\r\n\(fields)\r\n").declaredLength == length)
    }
}
