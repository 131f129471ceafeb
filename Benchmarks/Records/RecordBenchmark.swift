import CYaml
import FileSystem
import Records
import Walking

/// Measures how fast image entries are found, beside the event rate of libyaml on the same bytes in the same run.
///
///     records-benchmark DIRECTORY [ROUNDS]
///
/// prints the medians in megabytes of processor time a second, and the ratio to libyaml.
///
///     records-benchmark --read DIRECTORY [THREADS] [ROUNDS]
///
/// reads and parses all records, on two threads and nine times unless told otherwise, in turn with a bare loop in C over
/// their lines, and prints the medians and the ratio.
@main
enum RecordBenchmark {
    static func main() throws {
        guard CommandLine.arguments.count > 1 else {
            print(
                "usage: records-benchmark DIRECTORY [ROUNDS]\n       records-benchmark --read DIRECTORY [THREADS] [ROUNDS]"
            )
            return
        }
        if CommandLine.arguments[1] == "--read", CommandLine.arguments.count > 2 {
            let threads = CommandLine.arguments.dropFirst(3).first.flatMap { Int($0) } ?? 2
            let rounds = CommandLine.arguments.dropFirst(4).first.flatMap { Int($0) } ?? 9
            return ReadingBenchmark.run(CommandLine.arguments[2], threads: max(1, threads), rounds: max(1, rounds))
        }
        let rounds = CommandLine.arguments.dropFirst(2).first.flatMap { Int($0) } ?? 31
        let files = FileWalker(roots: [CommandLine.arguments[1]], taking: RecordFormats.areKnown(forFileNamed:)).walk()
            .files
        let records = try files.map { (path: $0.path, bytes: try FileSystem.read($0.path).bytes) }
        measure(records.filter { $0.path.hasSuffix(".md") }, "Markdown", withLibYAML: true, rounds)
        measure(records.filter { $0.path.hasSuffix(".json") }, "JSON", withLibYAML: false, rounds)
    }

    private static func measure(
        _ records: [(path: String, bytes: [UInt8])], _ name: String, withLibYAML: Bool, _ rounds: Int
    ) {
        let bytes = records.reduce(0) { $0 + $1.bytes.count }
        guard bytes > 0 else { return }
        let fronts = records.map { frontMatter(of: $0.bytes) }
        var entries = 0
        var finding = Measurement("finding entries, \(name)")
        var raw = Measurement("libyaml events, \(name)")
        // In turn, so that a change of the machine's speed meets both.
        for _ in 0..<rounds {
            finding.round(bytes: bytes) {
                entries = records.reduce(0) { $0 + (Record(path: $1.path, bytes: $1.bytes)?.entries.count ?? 0) }
            }
            if withLibYAML {
                raw.round(bytes: bytes) { for bytes in fronts { countEvents(in: bytes) } }
            }
        }
        print("\(name): \(records.count) records, \(bytes) bytes, \(entries) entries")
        for measurement in withLibYAML ? [finding, raw] : [finding] {
            print("  \(measurement.name): \(Int(measurement.median.rounded())) MB/s")
        }
        if withLibYAML { print("  ratio: \((finding.median / raw.median * 1_000).rounded() / 1_000)") }
    }

    /// The lines between the fences.
    private static func frontMatter(of bytes: [UInt8]) -> [UInt8] {
        let fence = Array("\n---".utf8)
        guard bytes.count > 4 else { return [] }
        let end = bytes.indices.dropFirst(3).first { bytes[$0...].starts(with: fence) } ?? bytes.count
        return Array(bytes[min(4, end)..<end])
    }

    private static func countEvents(in bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { buffer in
            var parser = yaml_parser_t()
            yaml_parser_initialize(&parser)
            defer { yaml_parser_delete(&parser) }
            yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
            yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
            var event = yaml_event_t()
            var isOver = false
            while !isOver, yaml_parser_parse(&parser, &event) != 0 {
                isOver = event.type == YAML_STREAM_END_EVENT
                yaml_event_delete(&event)
            }
        }
    }
}
