import Auditing
import Caching
import Records

extension FileStamp {
    func write(to writer: inout CompactWriter) {
        writer.write(size)
        writer.write(Int(modificationTime))
        writer.write(Int(changeTime))
        writer.write(device)
        writer.write(inode)
    }

    init(from reader: inout CompactReader) throws(DamagedData) {
        size = try reader.readInt()
        modificationTime = Int64(try reader.readInt())
        changeTime = Int64(try reader.readInt())
        device = try reader.readNumber()
        inode = try reader.readNumber()
    }
}

extension KeptVerdict {
    /// Writes it with its texts as numbers of `table`, to which they are added.
    func write(to writer: inout CompactWriter, _ texts: TextTable, _ table: inout TextTable) {
        stamp.write(to: &writer)
        writer.write(isSettled)
        writer.write(contentID)
        writer.write(knowledge)
        writer.write(places)
        writer.write(verdict.entries)
        writer.write(verdict.siteEntries)
        writer.write(verdict.trueFlags)
        for numbers in [verdict.images, verdict.siteReferences] {
            writer.write(UInt64(numbers.count))
            for number in numbers { writer.write(table.number(of: texts[number])) }
        }
        writer.write(UInt64(verdict.findings.count))
        for finding in verdict.findings { finding.write(to: &writer, &table) }
    }

    init(from reader: inout CompactReader, path: String, _ table: TextTable) throws(DamagedData) {
        stamp = try FileStamp(from: &reader)
        isSettled = try reader.readBool()
        contentID = try reader.readText()
        knowledge = try reader.readNumber()
        places = try reader.readNumber()
        verdict = RecordVerdict()
        verdict.entries = try reader.readInt()
        verdict.siteEntries = try reader.readInt()
        verdict.trueFlags = try reader.readInt()
        let number = { (reader: inout CompactReader) throws(DamagedData) -> Int in
            try reader.readNumber(in: table)
        }
        verdict.images = try reader.readArray(number)
        verdict.siteReferences = try reader.readArray(number)
        verdict.findings = try reader.readArray { reader throws(DamagedData) in
            try Finding(from: &reader, record: path, table)
        }
    }
}

extension Finding {
    fileprivate func write(to writer: inout CompactWriter, _ table: inout TextTable) {
        writer.write(table.number(of: rule))
        writer.write(table.number(of: severity.rawValue))
        writer.write(table.number(of: message))
        writer.write(position) { writer, position in
            writer.write(position.line)
            writer.write(position.column)
        }
        writer.write(range) { writer, range in
            writer.write(range.lowerBound)
            writer.write(range.count)
        }
        writer.write(entry) { $0.write($1) }
        writer.write(url.map { table.number(of: $0) }) { $0.write($1) }
        writer.write(declared) { writer, size in
            writer.write(size.width) { $0.write($1) }
            writer.write(size.height) { $0.write($1) }
        }
        writer.write(actual) { writer, size in
            writer.write(size.width)
            writer.write(size.height)
        }
        writer.write(layoutShift) { $0.write($1) }
        writer.write(changes) { writer, change in
            writer.write(change.entryIndex)
            writer.write(change.field.rawValue)
            change.value.write(to: &writer)
        }
        writer.write(edits) { writer, edit in
            writer.write(edit.offset)
            writer.write(edit.length)
            writer.write(edit.replacement)
        }
    }

    fileprivate init(from reader: inout CompactReader, record: String, _ table: TextTable) throws(DamagedData) {
        let rule = table[try reader.readNumber(in: table)]
        guard let severity = Severity(rawValue: table[try reader.readNumber(in: table)]) else { throw DamagedData() }
        self.init(
            rule: rule, severity: severity, record: record, message: table[try reader.readNumber(in: table)])
        position = try reader.readOptional { reader throws(DamagedData) in
            SourcePosition(line: try reader.readInt(), column: try reader.readInt())
        }
        range = try reader.readOptional { reader throws(DamagedData) in
            let start = try reader.readInt()
            let (end, overflow) = start.addingReportingOverflow(try reader.readInt())
            guard !overflow, end >= start else { throw DamagedData() }
            return start..<end
        }
        entry = try reader.readOptional { reader throws(DamagedData) in try reader.readText() }
        url = try reader.readOptional { reader throws(DamagedData) in table[try reader.readNumber(in: table)] }
        declared = try reader.readOptional { reader throws(DamagedData) in
            DeclaredSize(width: try reader.readOptionalInt(), height: try reader.readOptionalInt())
        }
        actual = try reader.readOptional { reader throws(DamagedData) in
            PixelSize(width: try reader.readInt(), height: try reader.readInt())
        }
        layoutShift = try reader.readOptionalInt()
        changes = try reader.readArray { reader throws(DamagedData) in
            let index = try reader.readInt()
            guard let field = EntryField(rawValue: try reader.readText()) else { throw DamagedData() }
            return FieldChange(entryIndex: index, field: field, value: try FieldValue(from: &reader))
        }
        edits = try reader.readArray { reader throws(DamagedData) in
            Edit(
                offset: try reader.readInt(), length: try reader.readInt(), replacement: try reader.readText())
        }
    }
}

extension FieldValue {
    fileprivate func write(to writer: inout CompactWriter) {
        switch self {
        case .boolean(let value): writer.write(value ? 1 : 0)
        case .absent: writer.write(2)
        case .pixels(let value):
            writer.write(3)
            writer.write(value)
        }
    }

    fileprivate init(from reader: inout CompactReader) throws(DamagedData) {
        switch try reader.readInt() {
        case 0: self = .boolean(false)
        case 1: self = .boolean(true)
        case 2: self = .absent
        case 3: self = .pixels(try reader.readInt())
        default: throw DamagedData()
        }
    }
}

extension CompactReader {
    fileprivate mutating func readNumber(in table: TextTable) throws(DamagedData) -> Int {
        let number = try readInt()
        guard table.texts.indices.contains(number) else { throw DamagedData() }
        return number
    }

    fileprivate mutating func readOptionalInt() throws(DamagedData) -> Int? {
        try readOptional { reader throws(DamagedData) in try reader.readInt() }
    }
}
