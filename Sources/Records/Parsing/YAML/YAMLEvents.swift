import CYaml

/// The events of libyaml for some bytes, one at a time.
struct YAMLEvents: ~Copyable {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let current: UnsafeMutablePointer<yaml_event_t>

    /// False where memory was short; then there are no events.
    private let isUsable: Bool

    /// - Parameter bytes: UTF-8 without a byte order mark, which must outlive this value.
    init(_ bytes: UnsafeRawBufferPointer) {
        parser = .allocate(capacity: 1)
        parser.initialize(to: yaml_parser_t())
        current = .allocate(capacity: 1)
        current.initialize(to: yaml_event_t())
        isUsable = yaml_parser_initialize(parser) != 0
        if !isUsable { return }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        // Empty bytes may have no address, and libyaml insists on one.
        let start = bytes.baseAddress ?? UnsafeRawPointer(parser)
        yaml_parser_set_input_string(parser, start.assumingMemoryBound(to: UInt8.self), bytes.count)
    }

    deinit {
        yaml_event_delete(current)
        if isUsable { yaml_parser_delete(parser) }
        current.deallocate()
        parser.deallocate()
    }

    /// Frees the event and takes the next one; false at an error.
    @inline(__always)
    mutating func next() -> Bool {
        yaml_event_delete(current)
        return isUsable && yaml_parser_parse(parser, current) != 0
    }

    typealias Data = yaml_event_t.__Unnamed_union_data

    /// The data of the event, which is never copied: it is large, and just written in small pieces.
    private var data: UnsafeRawPointer {
        @inline(__always) get { UnsafeRawPointer(current) + (MemoryLayout<yaml_event_t>.offset(of: \.data) ?? 0) }
    }

    /// The data of the event where it is a scalar.
    var scalar: UnsafePointer<Data.__Unnamed_struct_scalar> {
        @inline(__always) get { data.assumingMemoryBound(to: Data.__Unnamed_struct_scalar.self) }
    }

    /// Where a mapping starts.
    var mapping: UnsafePointer<Data.__Unnamed_struct_mapping_start> {
        @inline(__always) get { data.assumingMemoryBound(to: Data.__Unnamed_struct_mapping_start.self) }
    }

    /// Where a sequence starts.
    var sequence: UnsafePointer<Data.__Unnamed_struct_sequence_start> {
        @inline(__always) get { data.assumingMemoryBound(to: Data.__Unnamed_struct_sequence_start.self) }
    }

    /// Where it is an alias.
    var alias: UnsafePointer<Data.__Unnamed_struct_alias> {
        @inline(__always) get { data.assumingMemoryBound(to: Data.__Unnamed_struct_alias.self) }
    }

    var kind: yaml_event_type_t {
        @inline(__always) get { current.pointee.type }
    }

    /// Code points before the start of the event.
    var startIndex: Int {
        @inline(__always) get { current.pointee.start_mark.index }
    }

    /// Code points before the end of the event.
    var endIndex: Int {
        @inline(__always) get { current.pointee.end_mark.index }
    }

    /// What stopped the parser.
    var error: Problem {
        let state = parser.pointee
        return Problem(
            text: state.problem.map { String(cString: $0) } ?? "",
            context: state.context.map { String(cString: $0) },
            index: state.problem_mark.index,
            byte: state.error == YAML_READER_ERROR ? state.problem_offset : nil)
    }

    /// An error of libyaml.
    struct Problem {
        /// libyaml's own words.
        var text: String
        var context: String?
        /// Code points before it.
        var index: Int
        /// Bytes before it, where it is one of single characters.
        var byte: Int?
    }
}

/// A guard against files of nothing but directives.
///
/// libyaml compares each `%TAG` with all before it, which takes hours for a file of ten megabytes.
enum YAMLDirectives {
    static let limit = 1_000

    /// The offset of the first directive that is one too many.
    static func firstBeyondLimit(in source: SourceBytes, _ range: Range<Int>) -> Int? {
        var count = 0
        var next = range.lowerBound
        while let found = source.firstIndex(of: UInt8(ascii: "%"), in: next..<range.upperBound) {
            next = found + 1
            if found > range.lowerBound, !source[found - 1].isLineEnd { continue }
            count += 1
            if count > limit { return found }
        }
        return nil
    }
}
