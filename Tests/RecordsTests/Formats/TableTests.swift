import Testing

@testable import Records

@Suite("CSV and TSV")
struct TableTests {
    /// The cells of each row; nil for a row that cannot be used.
    private func rows(_ text: String) throws -> [[String]?] {
        guard case .sequence(let rows) = try #require(TreeSink.trees(of: Array(text.utf8), CSV.self)?.first) else {
            return []
        }
        return rows.map { row in
            guard case .mapping(let pairs) = row else { return nil }
            return pairs.map { pair in
                if case .scalar(let text, _) = pair.value { text } else { "" }
            }
        }
    }

    @Test("rows below a URL column are entries, numbered from 0 below the header")
    func entries() throws {
        let record = try record("title,url,width,isCached\nA,a.jpg,640,true\n\"B, C\",\"b.jpg\",,false\n", "a.csv")
        #expect(record.format.name == "CSV")
        #expect(record.entries.map(\.path) == ["[0]", "[1]"])
        #expect(record.entries.map(\.url.text) == ["a.jpg", "b.jpg"])
        #expect(record.entries.map(\.declaredWidth) == [.pixels(640), .absent])
        #expect(record.entries.map(\.declaredHeight) == [.absent, .absent])
        #expect(record.entries.map(\.declaredFlag) == [.boolean(true), .boolean(false)])
        #expect(excerpt(record.entries[1].url.range, of: record) == "\"b.jpg\"")
        #expect(try excerpt(#require(record.entries[1].flag).range, of: record) == "false")
    }

    @Test("cells of TSV stand between tabs")
    func tabs() throws {
        let record = try record("url\twidth\ttitle\na, b.jpg\t5\t5\" disk\n\"c\td.jpg\"\t6\t\n", "a.tsv")
        #expect(record.format.name == "TSV")
        #expect(record.entries.map(\.url.text) == ["a, b.jpg", "c\td.jpg"])
        #expect(record.entries.map(\.declaredWidth) == [.pixels(5), .pixels(6)])
        #expect(record.problems.isEmpty)
    }

    @Test(
        "columns are known by any case of their name, and with white space around it",
        arguments: ["URL,Width,ISCACHED", " url\t, width ,\"isCached \"", "\"Url\",WIDTH,\"\r\nIsCached\""])
    func columnNames(header: String) throws {
        let record = try record("\(header)\na.jpg,5,true\n", "a.csv")
        #expect(record.entries.map(\.declaredWidth) == [.pixels(5)])
        #expect(record.entries.map(\.declaredFlag) == [.boolean(true)])
    }

    @Test("columns follow the vocabulary, an exact name before one in another case")
    func vocabulary() throws {
        var vocabulary = EntryVocabulary()
        vocabulary.urlKeys = ["Link", "LINK"]
        let record = try record("LINK,url,Link,width\na,b,c.png,1\n", "a.csv", vocabulary: vocabulary)
        #expect(record.entries.map(\.url.text) == ["c.png"])
        #expect(record.problems.isEmpty)
    }

    @Test(
        "a table without a URL column is a record without entries and problems, whatever its rows",
        arguments: ["a,b\n1,2,3\n\"x", "", "\n\n", "\u{FEFF}", "name\n\n", "ur,l\n1\n", "\"a\"b,c\n1\n"])
    func otherTables(text: String) throws {
        let record = try record(text, "a.csv")
        #expect(record.entries.isEmpty && record.problems.isEmpty)
    }

    @Test("rows are split as RFC 4180 says, whatever ends the lines", arguments: ["\n", "\r\n", "\r"])
    func splitting(end: String) throws {
        let text =
            "url,title\(end)a,b\(end)\(end)\"c\",\"d, \"\"e\"\"\(end)f\"\(end),\(end) g , \"h\"\(end)\"\",\"\"\"\"\(end)é,😀"
        let withoutBadRow = text.replacing(" g , \"h\"", with: " g , h")
        let expected: [[String]] = [
            ["a", "b"], ["c", "d, \"e\"\(end)f"], ["", ""], [" g ", " h"], ["", "\""], ["é", "😀"],
        ]
        for last in ["", end, end + end] {
            #expect(try rows(withoutBadRow + last) == expected)
            #expect(try rows(text + last) == expected.map { $0[0] == " g " ? nil : $0 })
        }
    }

    @Test("a byte order mark is not part of the first column", arguments: ["url,width", "\"url\",width"])
    func byteOrderMark(header: String) throws {
        #expect(try record("\u{FEFF}\(header)\na.png,5\n", "a.csv").entries.map(\.path) == ["[0]"])
    }

    @Test("a row without a URL is no entry, and is counted")
    func noURL() throws {
        let record = try record("url,width\n,5\n  ,5\nnull,5\na.png,5\n", "a.csv")
        #expect(record.entries.map(\.path) == ["[3]"])
        #expect(record.problems.isEmpty)
    }

    @Test(
        "a row with too few or too many cells is ambiguous, and the others keep their entries",
        arguments: [
            ("b", "the row has 1 cell and the header 3; add the cells that are missing"),
            ("b,5", "the row has 2 cells and the header 3; add the cells that are missing"),
            ("b,5,true,", "the row has 4 cells and the header 3; quote the cell that holds a separator"),
            (
                "http://e.example/?a,b,5,true",
                "the row has 4 cells and the header 3; quote the cell that holds a separator"
            ),
        ])
    func ragged(row: String, message: String) throws {
        let record = try record("url,width,isCached\r\na,1,true\r\n\(row)\r\nc,2,true\r\n", "a.csv")
        #expect(record.entries.map(\.path) == ["[0]", "[2]"])
        #expect(record.problems.map(\.message) == [message])
        #expect(record.problems.map(\.kind) == [.ambiguous])
        #expect(record.problems.map(\.entryPath) == ["[1]"])
        #expect(record.problems.map(\.position) == [SourcePosition(line: 3, column: 1)])
    }

    @Test(
        "a row with wrong quotes is invalid, and the others keep their entries",
        arguments: [
            ("5\" disk,1", 2, "a quote stands within a cell"), ("b ,\"1\" ", 7, "something follows the closing quote"),
            ("\"b\"c,1", 4, "something follows the closing quote"), ("b, \"1\"", 4, "a quote stands within a cell"),
            ("\"b\nc\"\"\"d,1", 5, "something follows the closing quote"),
        ])
    func quotes(row: String, column: Int, message: String) throws {
        let record = try record("url,width\na.png,1\n\(row)\nc.png,2\n", "a.csv")
        #expect(record.entries.map(\.path) == ["[0]", "[2]"])
        let problem = try #require(record.problems.first)
        #expect(record.problems.count == 1 && problem.kind == .invalid)
        #expect(problem.message.contains(message))
        #expect(problem.position == SourcePosition(line: row.contains("\n") ? 4 : 3, column: column))
    }

    @Test("a quote that is never closed hides what comes after it, and nothing before")
    func unclosed() throws {
        let record = try record("url,width\na.png,1\n\"b.png,2\nc.png,3\n", "a.csv")
        #expect(record.entries.map(\.path) == ["[0]"])
        #expect(record.problems.map(\.position) == [SourcePosition(line: 3, column: 1)])
        #expect(record.problems.map(\.kind) == [.invalid])
    }

    @Test("wrong quotes in the header are a problem of the whole table")
    func header() throws {
        for (text, column) in [("url,width,\"title\na,1\n", 11), ("url,width, \"title\na,1\n", 12)] {
            let record = try record(text, "a.csv")
            #expect(record.entries.isEmpty)
            #expect(record.problems.map(\.position) == [SourcePosition(line: 1, column: column)])
            #expect(record.problems.map(\.kind) == [.invalid])
        }
    }

    @Test("a row in another encoding is a problem of its own, and one in the header none", arguments: [0xE9, 0x00])
    func otherEncoding(byte: UInt8) throws {
        let bytes =
            Array("url,width,caf".utf8) + [byte] + Array("\na.png,1,b\n\"c.png\",1,".utf8) + [byte]
            + Array("\nd.png,1,e".utf8)
        let record = try #require(Record(path: "a.csv", bytes: bytes))
        #expect(record.entries.map(\.path) == ["[0]", "[2]"])
        #expect(record.problems.map(\.position) == [SourcePosition(line: 3, column: 11)])
        #expect(record.problems.map(\.kind) == [.invalid])
    }

    @Test("UTF-16, as spreadsheets save it, is a problem of the whole file")
    func wide() throws {
        let record = try #require(Record(path: "a.csv", bytes: [0xFF, 0xFE, 0x75, 0x00, 0x72, 0x00]))
        #expect(record.problems.map(\.message) == ["the file is UTF-16; save it as UTF-8"])
    }

    @Test("a column that is there twice is told once, and no row is edited")
    func duplicateColumn() throws {
        let record = try record("url,width, Width\na.png,1,2\nb.png,1,2\n", "a.csv")
        #expect(
            record.entries.map(\.ambiguity) == [
                "the column 'width' is there twice", "the column 'width' is there twice",
            ])
        #expect(
            record.problems.map(\.message) == [
                "the column 'width' is there twice; rename one, since no edit is made until then"
            ])
        #expect(record.problems.map(\.entryPath) == [nil])
        #expect(record.problems.map(\.position?.line) == [1])
    }

    @Test("columns that mean nothing may be there twice")
    func otherDuplicates() throws {
        #expect(try record("url,title,title,photo,photo\na,b,c,d,e\n", "a.csv").problems.isEmpty)
    }

    @Test(
        "flags are true and false in any case, quoted or not; other words for them are told apart",
        arguments: [
            ("true", DeclaredFlag.boolean(true)), ("TRUE", .boolean(true)), ("\"False\"", .boolean(false)),
            (" tRuE ", .boolean(true)), ("\" true\"", .boolean(true)), ("", .absent), ("\"\"", .absent), (" ", .absent),
            ("NULL", .absent), ("1", .spelledBoolean(true)), ("0", .spelledBoolean(false)),
            ("Yes", .spelledBoolean(true)), ("\"no\"", .spelledBoolean(false)), ("t", .spelledBoolean(true)),
            ("OFF", .spelledBoolean(false)), ("2", .invalid("2")), ("cached", .invalid("cached")),
        ])
    func flags(cell: String, expected: DeclaredFlag) throws {
        #expect(try record("url,isCached\na,\(cell)\n", "a.csv").entries.map(\.declaredFlag) == [expected])
    }

    @Test(
        "numbers may be quoted and stand between blanks", arguments: ["640", " 640 ", "\"640\"", "\" 640\"", "640.0"])
    func numbers(cell: String) throws {
        #expect(try record("url,width\na.png,\(cell)\n", "a.csv").entries.map(\.declaredWidth) == [.pixels(640)])
    }

    @Test("a list of links, without a size or a flag, is not about images")
    func links() throws {
        let record = try record("url,title\nhttps://example.org/,Home\n", "a.csv")
        #expect(record.entries.isEmpty && record.problems.isEmpty)
    }

    @Test("a long header costs nothing in each row")
    func longHeader() throws {
        let name = String(repeating: "n", count: 1_000_000)
        let text = "url,width,\(name)\n" + String(repeating: "a.png,1,\n", count: 20_000)
        let record = try record(text, "a.csv")
        #expect(record.entries.count == 20_000)
        #expect(record.problems.isEmpty)
    }

    @Test("a file of bad rows has a limited number of problems")
    func manyBadRows() throws {
        let record = try record("url,width\n" + String(repeating: "a\n", count: 5_000), "a.csv")
        #expect(record.problems.count == 101)
        #expect(record.problems.last?.message.hasPrefix("4900 more lines or rows") == true)
    }
}
