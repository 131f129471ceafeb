/// The values of a data file, for those who look for a setting in one.
package enum DataValues {
    /// The scalars of the first document of a YAML, JSON or TOML file by the keys that lead to them, joined by dots.
    ///
    /// What stands in lists is left out. Nil where the name is that of no such file, or it does not parse.
    package static func scalars(of bytes: [UInt8], named name: String) -> [String: String]? {
        var sink = DataValueSink()
        let isRead = bytes.withSource { source in
            do throws(ParseFailure) {
                try TextEncoding.check(source)
                switch name.split(separator: ".").last?.lowercased() {
                case "yml", "yaml": try YAML.parse(source, into: &sink)
                case "json": try JSON.parse(source, into: &sink)
                case "toml": try TOML.parse(source, into: &sink)
                default: return false
                }
                return true
            } catch {
                return false
            }
        }
        return isRead ? sink.values : nil
    }
}

/// Keeps the scalars that no list holds.
private struct DataValueSink: NodeSink {
    private struct Frame {
        var isMapping: Bool
        /// The key whose value comes next; nil where a key does.
        var key: String?
    }

    private(set) var values: [String: String] = [:]
    private var frames: [Frame] = []
    private var documents = 0

    var bodies: BodySettings? { nil }

    mutating func beginDocument() {
        documents += 1
        frames.removeAll()
    }

    mutating func beginCollection(_ node: CollectionNode) { frames.append(Frame(isMapping: node.isMapping)) }

    mutating func endCollection() {
        _ = frames.popLast()
        endValue()
    }

    func needsPlace(ofScalar content: UnsafeRawBufferPointer) -> Bool { false }

    mutating func scalar(_ node: ScalarNode) { take(node.text) }

    mutating func alias(_ node: AliasNode) { take(node.target.isCollection ? nil : node.target.text) }

    func beginTable(_ columns: [TableColumn]) -> Bool { false }
    func column(_ index: Int) {}
    func abandonItem(_ failure: ItemFailure) {}
    func element(_ element: BodyElement) {}
    func beginEmbeddedData(_ name: String) {}

    private mutating func take(_ text: String?) {
        guard let top = frames.indices.last, documents == 1 else { return }
        if frames[top].isMapping, frames[top].key == nil {
            frames[top].key = text ?? ""
            return
        }
        if let text, frames.allSatisfy(\.isMapping) {
            values[frames.compactMap(\.key).joined(separator: ".")] = text
        }
        endValue()
    }

    private mutating func endValue() {
        if let top = frames.indices.last { frames[top].key = nil }
    }
}
