import FileSystem
import Yams

/// Reads values of settings, and says where one stands that is wrong.
struct SettingReader: Sendable {
    /// Where values come from.
    enum Source: Sendable {
        /// The configuration file at a path.
        case file(String)
        /// An environment variable.
        case variable(String)
        /// An option of the command line.
        case option
    }

    let source: Source

    /// The directory that relative paths and globs start from.
    private var directory: String {
        if case .file(let path) = source { FileSystem.parentPath(of: path) } else { "." }
    }

    /// A path that is relative to the directory of the file, as the working directory has it.
    func relative(_ path: String) -> String {
        path.hasPrefix("/") || directory == "." ? path : joinPath(directory, path)
    }

    func string(_ name: String, _ value: Node) throws(ProofsheetError) -> String {
        guard let text = value.string, !text.isEmpty || mayBeEmpty else { throw wrong(name, value, "a text") }
        return text
    }

    /// An option with an empty text takes away what a file has set.
    private var mayBeEmpty: Bool {
        if case .option = source { true } else { false }
    }

    /// The items of a list, or the single value that stands for a list of one.
    func items(_ value: Node) -> [Node] { value.sequence.map(Array.init) ?? [value] }

    /// The texts of a list, or of a single value that stands for a list of one.
    func list(_ name: String, _ value: Node) throws(ProofsheetError) -> [String] {
        var texts: [String] = []
        if value.sequence?.isEmpty == true { throw wrong(name, value, "a text or a list of texts") }
        for item in items(value) { texts.append(try string(name, item)) }
        return texts
    }

    /// A mapping of texts to texts.
    func texts(_ name: String, _ value: Node) throws(ProofsheetError) -> [String: String] {
        guard let mapping = value.mapping else { throw wrong(name, value, "a mapping") }
        var texts: [String: String] = [:]
        for (key, item) in mapping {
            let key = try string(name, key)
            texts[key] = try string("\(name).\(key)", item)
        }
        return texts
    }

    /// One glob or a list of them, which start from the directory of the file.
    func globs(_ name: String, _ value: Node) throws(ProofsheetError) -> [Glob] {
        var globs: [Glob] = []
        for item in items(value) {
            let pattern = try string(name, item)
            do throws(ProofsheetError) {
                globs.append(try Glob(pattern, relativeTo: directory))
            } catch {
                throw ProofsheetError(.usage, "\(place(of: item, name)): \(error.message)")
            }
        }
        return globs
    }

    func integer(_ name: String, _ value: Node, in range: ClosedRange<Int>) throws(ProofsheetError) -> Int {
        guard let number = integer(value), range.contains(number) else {
            throw wrong(name, value, "a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    private func integer(_ value: Node) -> Int? {
        // In YAML, 010 is eight.
        if case .option = source { value.string.flatMap { Int($0) } } else { value.int }
    }

    func boolean(_ name: String, _ value: Node) throws(ProofsheetError) -> Bool {
        guard let value = value.bool else { throw wrong(name, value, "true or false") }
        return value
    }

    func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ name: String, _ value: Node, orOff: Bool = false
    ) throws(ProofsheetError) -> Choice {
        if let choice = value.string.flatMap(Choice.init(rawValue:)) { return choice }
        throw wrong(name, value, oneOf: Choice.allCases.map(\.rawValue) + (orOff ? ["off"] : []))
    }

    func wrong(_ name: String, _ value: Node, oneOf names: [String]) -> ProofsheetError {
        wrong(name, value, "one of \(names.joined(separator: ", "))")
    }

    func wrong(_ name: String, _ value: Node, _ expected: String) -> ProofsheetError {
        let place = place(of: value, name)
        if case .option = source { return ProofsheetError(.usage, "\(place) takes \(expected)") }
        return ProofsheetError(.usage, "\(place): the value of '\(name)' is not \(expected)")
    }

    func unknown(_ what: String, _ name: String, _ node: Node, among names: [String]) -> ProofsheetError {
        let remedy = Suggestion.remedy(for: name, among: names, else: "known are \(names.joined(separator: ", "))")
        return ProofsheetError(.usage, "\(place(of: node, name)): unknown \(what) '\(name)'; \(remedy)")
    }

    private func place(of node: Node, _ name: String) -> String {
        switch source {
        case .file(let path): node.mark.map { "\(path):\($0.line):\($0.column)" } ?? path
        case .variable(let variable): "the environment variable '\(variable)'"
        case .option: "--\(name)"
        }
    }
}
