import Testing

@testable import Records

@Suite("Text encoding")
struct EncodingTests {
    private func problem(_ bytes: [UInt8], _ path: String = "data.yml") throws -> RecordProblem {
        let record = try #require(Record(path: path, bytes: bytes))
        #expect(record.entries.isEmpty)
        #expect(record.problems.count == 1)
        return try #require(record.problems.first)
    }

    @Test(
        "bytes that are not UTF-8 are named with their place",
        arguments: [
            [0x80], [0xC3], [0xC3, 0x28], [0xC0, 0x80], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80],
            [0xF4, 0x90, 0x80, 0x80], [0xE0, 0x80, 0x80], [0xF0, 0x80, 0x80, 0x80], [0xFF], [0xF0, 0x9F, 0x98],
        ] as [[UInt8]])
    func notUTF8(sequence: [UInt8]) throws {
        let prefix = Array("image: {url: ä}\ntitle: 😀 ".utf8)
        for path in ["a.yml", "a.json", "a.md"] {
            let problem = try problem(prefix + sequence + Array(" x".utf8), path)
            #expect(problem.kind == .invalid)
            #expect(problem.offset == prefix.count)
            #expect(problem.position == SourcePosition(line: 2, column: 10))
            #expect(problem.message.contains("is not UTF-8; save the file as UTF-8"))
        }
    }

    @Test("all of Unicode is UTF-8")
    func allOfUnicode() {
        for range in [0x01...0xD7FF as ClosedRange<UInt32>, 0xE000...0x10FFFF] {
            let scalars = stride(from: range.lowerBound, through: range.upperBound, by: 61).compactMap(
                Unicode.Scalar.init)
            let bytes = scalars.flatMap { Array(String($0).utf8) }
            #expect(bytes.withSource { TextEncoding.firstInvalidByte(in: $0) } == nil)
        }
    }

    @Test("NUL is named with its place")
    func null() throws {
        let problem = try problem(Array("title: a\0b\n".utf8))
        #expect(problem.offset == 8)
        #expect(problem.message == "byte 8 is NUL, which no text holds; remove it")
    }

    @Test("UTF-16 is told apart from broken UTF-8, marked or not")
    func utf16() throws {
        let units = Array("url: ä".utf16)
        let little = units.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
        let big = units.flatMap { [UInt8($0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        for bytes in [[0xFF, 0xFE] + little, [0xFE, 0xFF] + big, little, big] {
            #expect(try problem(bytes).message == "the file is UTF-16; save it as UTF-8")
        }
    }

    @Test("control characters that YAML does not have are named with their place")
    func controlCharacter() throws {
        let problem = try problem(Array("a: ä\nb: \u{7}\n".utf8))
        #expect(problem.offset == 9)
        #expect(problem.position == SourcePosition(line: 2, column: 4))
        #expect(problem.message.contains("control characters are not allowed"))
    }
}

@Suite("Positions")
struct PositionTests {
    @Test("count lines of all three kinds, and columns in code points")
    func positions() throws {
        let text = "a\nbé\r\nc😀d\re"
        let record = try record(text)
        let offsets = [0, 1, 2, 5, 6, 7, 8, 12, 13, 14, 15, 99]
        let expected = [
            (1, 1), (1, 2), (2, 1), (2, 3), (2, 4), (3, 1), (3, 2), (3, 3), (3, 4), (4, 1), (4, 2), (4, 2),
        ]
        #expect(record.positions(of: offsets) == expected.map { SourcePosition(line: $0.0, column: $0.1) })
        #expect(offsets.map(record.position) == record.positions(of: offsets))
    }

    @Test("are given in the order asked for")
    func order() throws {
        let record = try record("a\nb\nc\n")
        #expect(record.positions(of: [4, 0, 2, 4]).map(\.line) == [3, 1, 2, 3])
        #expect(record.positions(of: []).isEmpty)
    }

    @Test("do not count a byte order mark")
    func byteOrderMark() throws {
        #expect(try record("\u{FEFF}ab").position(of: 4) == SourcePosition(line: 1, column: 2))
    }
}
