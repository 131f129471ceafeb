/// A file format that records come in.
package struct RecordFormat: Sendable {
    /// The name that people know it by.
    package let name: String
    /// The file name extensions it goes by, lowercase and without the dot.
    package let fileExtensions: [String]

    /// Its lines or rows stand alone, so that one in another encoding spoils none of the others.
    let hasIndependentItems: Bool
    /// A file can be cut at any line feed into two that say the same.
    let hasIndependentLines: Bool
    /// Its data are front matter, behind which text follows.
    let hasFrontMatter: Bool
    /// The rows of a table, the first of which is its header; nil where the format has none.
    let rows: @Sendable (SourceBytes) -> TableReader?
    let recognizes: @Sendable (SourceBytes) -> Bool
    let collect: @Sendable (SourceBytes, inout EntryCollector) throws(ParseFailure) -> Void
    let log: @Sendable (SourceBytes, inout NodeLog) throws(ParseFailure) -> Void

    /// Binds the parser to the two sinks that there are, so that it is specialised for each.
    init<Definition: RecordFormatDefinition>(_: Definition.Type) {
        name = Definition.name
        fileExtensions = Definition.fileExtensions
        hasIndependentItems = Definition.hasIndependentItems
        hasIndependentLines = Definition.hasIndependentLines
        hasFrontMatter = Definition.hasFrontMatter
        rows = { Definition.rows(of: $0) }
        recognizes = { Definition.recognizes($0) }
        collect = { source, sink throws(ParseFailure) in try Definition.parse(source, into: &sink) }
        log = { source, sink throws(ParseFailure) in try Definition.parse(source, into: &sink) }
    }
}

/// All formats; a new one is a file in this folder and a line here.
package enum RecordFormats {
    package static let all = [
        RecordFormat(Markdown.self),
        RecordFormat(MDX.self),
        RecordFormat(YAML.self),
        RecordFormat(JSON.self),
        RecordFormat(TOML.self),
        RecordFormat(NDJSON.self),
        RecordFormat(CSV.self),
        RecordFormat(TSV.self),
        RecordFormat(HTML.self),
    ]

    private static let fileExtensions = all.flatMap(\.fileExtensions)

    /// Whether a file of that name may hold a record.
    package static func areKnown(forFileNamed name: String) -> Bool {
        guard let own = fileExtension(of: name) else { return false }
        return fileExtensions.contains { isSame(own, $0) }
    }

    /// The formats that a file of that name may have.
    package static func formats(forFileNamed name: String) -> [RecordFormat] {
        guard let own = fileExtension(of: name) else { return [] }
        return all.filter { $0.fileExtensions.contains { isSame(own, $0) } }
    }

    private static func fileExtension(of name: String) -> Substring.UTF8View? {
        name.utf8.lastIndex(of: UInt8(ascii: ".")).map { name.utf8[name.utf8.index(after: $0)...] }
    }

    /// Compares bytes: a walk asks this of every file that there is.
    private static func isSame(_ fileExtension: Substring.UTF8View, _ lowercase: String) -> Bool {
        fileExtension.elementsEqual(lowercase.utf8) { byte, lower in
            byte == lower || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) && byte | 0x20 == lower
        }
    }
}

/// What a format consists of.
protocol RecordFormatDefinition: SendableMetatype {
    static var name: String { get }
    static var fileExtensions: [String] { get }

    /// Whether a file with such an extension is a record at all.
    static func recognizes(_ source: SourceBytes) -> Bool

    /// Whether its items are abandoned one by one, those that are no UTF-8 too.
    static var hasIndependentItems: Bool { get }

    /// Whether a file can be cut at any line feed into two that say the same.
    static var hasIndependentLines: Bool { get }

    /// Whether its data are front matter, behind which text follows.
    static var hasFrontMatter: Bool { get }

    /// The rows of a table, the first of which is its header; nil where the format has none.
    static func rows(of source: SourceBytes) -> TableReader?

    /// Hands the nodes of a record to a sink; the bytes are UTF-8 without NUL unless items are independent.
    static func parse<Sink: NodeSink>(_ source: SourceBytes, into sink: inout Sink) throws(ParseFailure)
}

extension RecordFormatDefinition {
    static func recognizes(_ source: SourceBytes) -> Bool { true }
    static var hasIndependentItems: Bool { false }
    static var hasIndependentLines: Bool { false }
    static var hasFrontMatter: Bool { false }
    static func rows(of source: SourceBytes) -> TableReader? { nil }
}
