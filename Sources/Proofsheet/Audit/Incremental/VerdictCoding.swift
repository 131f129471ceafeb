import Auditing
import Caching
import Hashing
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
    /// Writes it, with its texts as numbers.
    ///
    /// - Parameters:
    ///   - renumbered: The number in the file of a text that has a number in the run.
    ///   - number: The number in the file of another text.
    func write(to writer: inout CompactWriter, _ renumbered: (Int) -> Int, number: (String) -> Int) {
        stamp.write(to: &writer)
        writer.write(isSettled)
        for index in contentID.words.indices { writer.write(contentID.words[index]) }
        writer.write(knowledge)
        writer.write(places)
        writer.write(verdict.entries)
        writer.write(verdict.siteEntries)
        writer.write(verdict.templatedEntries)
        writer.write(verdict.skippedEntries)
        writer.write(verdict.passedOver.sorted { $0.key < $1.key }) { writer, counted in
            writer.write(number(counted.key))
            writer.write(counted.value)
        }
        writer.write(verdict.flags)
        writer.write(verdict.trueFlags)
        for numbers in [verdict.images, verdict.siteReferences] {
            writer.write(numbers) { $0.write(renumbered($1)) }
        }
        writer.write(verdict.findings) { writer, finding in
            finding.write(to: &writer) { writer, text, _ in writer.write(number(text)) }
        }
    }

    /// - Parameter texts: The texts of the file.
    init(from reader: inout CompactReader, path: String, _ texts: KeptTexts) throws(DamagedData) {
        stamp = try FileStamp(from: &reader)
        isSettled = try reader.readBool()
        contentID = SHA256(
            words: [
                try reader.readNumber(), try reader.readNumber(), try reader.readNumber(), try reader.readNumber(),
            ])
        knowledge = try reader.readNumber()
        places = try reader.readNumber()
        verdict = RecordVerdict()
        verdict.entries = try reader.readSize()
        verdict.siteEntries = try reader.readSize()
        verdict.templatedEntries = try reader.readSize()
        verdict.skippedEntries = try reader.readSize()
        let number = { (reader: inout CompactReader) throws(DamagedData) -> Int in try texts.number(from: &reader) }
        let counted = try reader.readArray { reader throws(DamagedData) in
            (key: texts[try number(&reader)], value: try reader.readSize())
        }
        verdict.passedOver = Dictionary(counted.map { ($0.key, $0.value) }, uniquingKeysWith: max)
        verdict.flags = try reader.readSize()
        verdict.trueFlags = try reader.readSize()
        verdict.images = try reader.readArray(number)
        verdict.siteReferences = try reader.readArray(number)
        verdict.findings = try reader.readArray { reader throws(DamagedData) in
            try Finding(from: &reader, record: path) { reader throws(DamagedData) in
                texts[try texts.number(from: &reader)]
            }
        }
    }
}

extension CompactReader {
    /// A number of things, so small that no sum of such overflows.
    fileprivate mutating func readSize() throws(DamagedData) -> Int {
        let size = try readInt()
        guard (0...Int(Int32.max)).contains(size) else { throw DamagedData() }
        return size
    }
}
