import Reporting
import Yams

extension SettingForm<[String: Configuration.Shortcode]> {
    /// For each name the argument that names the image, or a mapping of that and those for width and height.
    static let shortcodes = SettingForm(
        .other(
            schema: ConfigurationKey.shortcodesSchema,
            example: "{photo: {source: file, width: w, height: h}, image-left: 0}"),
        read: { (reader, name, node) throws(ProofsheetError) in
            guard let mapping = node.mapping else {
                throw reader.wrong(name, node, "a mapping of the names of shortcodes")
            }
            var shortcodes: [String: Configuration.Shortcode] = [:]
            for (key, item) in mapping {
                let shortcode = try reader.string(name, key)
                shortcodes[shortcode] = try Configuration.Shortcode(reader, "\(name).\(shortcode)", item)
            }
            return shortcodes
        },
        write: { shortcodes in
            .ordered(shortcodes.sorted { $0.key < $1.key }.map { ($0.key, $0.value.value) })
        })
}

extension Configuration.Shortcode {
    fileprivate init(_ reader: SettingReader, _ name: String, _ node: Node) throws(ProofsheetError) {
        guard let mapping = node.mapping else {
            self.init(source: try Argument(reader, name, node))
            return
        }
        var parts: [String: Argument] = [:]
        for (key, item) in mapping {
            let part = key.string ?? ""
            guard Self.parts.contains(part) else {
                throw reader.unknown("part of a shortcode", part, key, among: Self.parts)
            }
            parts[part] = try Argument(reader, "\(name).\(part)", item)
        }
        guard let source = parts["source"] else {
            throw reader.wrong(name, node, "a mapping with 'source', the argument that names the image")
        }
        self.init(source: source, width: parts["width"], height: parts["height"])
    }

    private static let parts = ["source", "width", "height"]

    /// As it is read.
    fileprivate var value: JSONValue {
        .ordered(
            zip(Self.parts, [source, width, height]).compactMap { part, argument in argument.map { (part, $0.value) } })
    }
}

extension Configuration.Shortcode.Argument {
    /// A name, or a number from 0 for an argument without one.
    fileprivate init(_ reader: SettingReader, _ name: String, _ node: Node) throws(ProofsheetError) {
        if let position = node.int, position >= 0 {
            self = .position(position)
        } else if let text = node.string, !text.isEmpty, node.int == nil {
            self = .named(text)
        } else {
            throw reader.wrong(name, node, "the name of an argument, or its number from 0")
        }
    }

    fileprivate var value: JSONValue {
        switch self {
        case .named(let name): .string(name)
        case .position(let position): .int(position)
        }
    }
}
