/// The findings of many records, each record's with a few dozen bytes in memory for a finding.
package struct FindingList: Sendable {
    /// The findings of some records, one after the other.
    private var pieces: [[UInt8]] = []
    /// The findings of a record: where they are in which piece.
    private var places: [(piece: Int, range: Range<Int>)] = []
    private var last = CompactWriter()
    /// How many findings there are.
    package private(set) var total = 0
    /// The rules that they are of.
    package private(set) var rules: Set<RuleName> = []
    private var texts: [String] = []
    private var numbers = TextNumbers()

    /// In bytes; one array of all would be copied as it grows.
    private static let pieceSize = 1 << 16
    /// Most of the messages are the same in many findings, but they need not be.
    private static let maximumTexts = 4_096

    package init(_ findings: [Finding] = []) { append(findings) }

    /// Takes findings; those of one record that stand together become an element.
    package mutating func append(_ findings: [Finding]) {
        var start = 0
        for index in findings.indices where findings[index].record != findings[start].record {
            append(findings[start..<index], of: findings[start].record)
            start = index
        }
        if let last = findings.last { append(findings[start...], of: last.record) }
    }

    /// The same findings but for some.
    package func removing(where isRemoved: (Finding) -> Bool) -> FindingList {
        var result = FindingList()
        for findings in self { result.append(findings.filter { !isRemoved($0) }) }
        return result
    }

    private mutating func append(_ findings: ArraySlice<Finding>, of record: String) {
        // Taken out while the texts are numbered, not copied.
        var writer = CompactWriter()
        swap(&writer, &last)
        let start = writer.bytes.count
        writer.write(record)
        writer.write(UInt64(findings.count))
        for finding in findings {
            rules.insert(finding.rule)
            finding.write(to: &writer) { writer, text, isRepeated in
                let number = isRepeated ? number(of: text) : nil
                writer.write(number) { $0.write($1) }
                if number == nil { writer.write(text) }
            }
        }
        swap(&writer, &last)
        places.append((pieces.count, start..<last.bytes.count))
        total += findings.count
        guard last.bytes.count >= Self.pieceSize else { return }
        pieces.append(last.bytes)
        last = CompactWriter()
    }

    private mutating func number(of text: String) -> Int? {
        guard texts.count < Self.maximumTexts else { return numbers.number(ofKnown: text) }
        let (number, isNew) = numbers.number(of: text)
        if isNew { texts.append(text) }
        return number
    }
}

extension FindingList: RandomAccessCollection {
    package var startIndex: Int { 0 }
    package var endIndex: Int { places.count }

    /// Findings of one record: all of them, or a part, with the next one in the next element.
    package subscript(position: Int) -> [Finding] {
        let (piece, range) = places[position]
        var reader = CompactReader(piece < pieces.count ? pieces[piece] : last.bytes, range)
        // What was written here can be read.
        return (try? read(from: &reader)) ?? []
    }

    private func read(from reader: inout CompactReader) throws(DamagedData) -> [Finding] {
        let record = try reader.readText()
        return try reader.readArray { reader throws(DamagedData) in
            try Finding(from: &reader, record: record) { reader throws(DamagedData) in
                let number = try reader.readOptional { reader throws(DamagedData) in try reader.readInt() }
                guard let number else { return try reader.readText() }
                guard texts.indices.contains(number) else { throw DamagedData() }
                return texts[number]
            }
        }
    }
}
