import Records

extension Finding {
    /// Writes all but the path of the record.
    ///
    /// - Parameter writeText: Writes a text; what is said to be repeated is the same in many findings.
    package func write(
        to writer: inout CompactWriter, _ writeText: (inout CompactWriter, String, _ isRepeated: Bool) -> Void
    ) {
        writeText(&writer, rule.rawValue, true)
        writeText(&writer, severity.rawValue, true)
        writeText(&writer, message, true)
        writer.write(position) { writer, position in
            writer.write(position.line)
            writer.write(position.column)
        }
        writer.write(range) { writer, range in
            writer.write(range.lowerBound)
            writer.write(range.count)
        }
        writer.write(entry) { $0.write($1) }
        writer.write(entryIndex) { $0.write($1) }
        writer.write(url) { writeText(&$0, $1, false) }
        writer.write(source) { writer, source in
            writeText(&writer, source.record, true)
            writer.write(source.line)
        }
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
        writer.write(standing) { $1.write(to: &$0) }
    }

    /// Reads a finding in a record.
    ///
    /// - Parameter readText: Reads what `writeText` wrote.
    package init(
        from reader: inout CompactReader, record: String,
        _ readText: (inout CompactReader) throws(DamagedData) -> String
    ) throws(DamagedData) {
        let rule = RuleName(rawValue: try readText(&reader))
        guard let severity = Severity(rawValue: try readText(&reader)) else { throw DamagedData() }
        self.init(rule: rule, severity: severity, record: record, message: try readText(&reader))
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
        entryIndex = try reader.readOptionalInt()
        url = try reader.readOptional(readText)
        source = try reader.readOptional { reader throws(DamagedData) in
            Source(record: try readText(&reader), line: try reader.readInt())
        }
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
        standing = try reader.readOptional { reader throws(DamagedData) in try Standing(from: &reader) }
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
        case .url(let text):
            writer.write(4)
            writer.write(text)
        }
    }

    fileprivate init(from reader: inout CompactReader) throws(DamagedData) {
        switch try reader.readInt() {
        case 0: self = .boolean(false)
        case 1: self = .boolean(true)
        case 2: self = .absent
        case 3: self = .pixels(try reader.readInt())
        case 4: self = .url(try reader.readText())
        default: throw DamagedData()
        }
    }
}

extension CompactReader {
    fileprivate mutating func readOptionalInt() throws(DamagedData) -> Int? {
        try readOptional { reader throws(DamagedData) in try reader.readInt() }
    }
}
