import Foundation
import Proofsheet

/// The page of the reference that lists the keys of the configuration.
enum ConfigurationReference {
    /// What the JSON Schema of the configuration says of a key, as far as the page shows it.
    private struct Property: Decodable {
        var type: TypeNames?
        var `enum`: [String]?
        var minimum: Int?
        var maximum: Int?
        var oneOf: [Form]?

        /// One of the forms that a value may have.
        struct Form: Decodable {
            var type: String?
        }

        /// One name of a type, or several.
        enum TypeNames: Decodable {
            case one(String)
            case several([String])

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                if let name = try? container.decode(String.self) {
                    self = .one(name)
                } else {
                    self = .several(try container.decode([String].self))
                }
            }
        }

        /// What a value may be, in Markdown.
        var description: String {
            if let names = self.enum { return names.map(MarkdownText.code).joined(separator: ", ") }
            switch type {
            case .one("boolean"): return "`true`, `false`"
            case .one("integer"):
                return "a number from \(minimum.map(String.init) ?? "") to \(maximum.map(String.init) ?? "")"
            case .one("object"): return "a mapping"
            case .one, .several: return "a text"
            case nil:
                return oneOf?.first?.type == "object" ? "a mapping, or a list of them" : "a text, or a list of them"
            }
        }
    }

    private struct Schema: Decodable {
        var properties: [String: Property]
    }

    static func page() throws -> ReferencePage {
        let schema = try JSONDecoder().decode(Schema.self, from: Data(ConfigurationSchema.text.utf8))
        let defaults = try defaults()
        let rows = ConfigurationKey.all.map { key in
            [
                MarkdownText.code(key.name), MarkdownText.line(key.summary),
                schema.properties[key.name]?.description ?? "", defaults[key.name].map(MarkdownText.code) ?? "",
                key.variable.map(MarkdownText.code) ?? "",
            ]
        }
        return ReferencePage(
            fileName: "configuration.md", title: "Configuration",
            lines: introduction
                + MarkdownText.table(["key", "sets", "takes", "default", "variable"], rows))
    }

    private static let introduction = [
        "The configuration is a mapping in YAML, in the nearest file named `\(ConfigurationFile.name)`; `--config` or the "
            + "variable `PROOFSHEET_CONFIG` names another one. [Write a configuration](../cookbook/configuration.md) "
            + "shows one. What comes later wins: the defaults, the file, environment variables, the command line. An "
            + "unknown key is an error that suggests the nearest one.", "",
    ]

    /// The values without a file, as YAML that is JSON too, by the key.
    ///
    /// A key without a value stands there as a comment.
    private static func defaults() throws -> [String: String] {
        let text = try EffectiveConfiguration(file: nil).text(of: Configuration())
        var values: [String: String] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            guard let colon = line.range(of: ": "), let end = line.range(of: "# ", options: .backwards) else {
                continue
            }
            values[String(line[..<colon.lowerBound])] = line[colon.upperBound..<end.lowerBound]
                .trimmingCharacters(in: .whitespaces)
        }
        return values
    }
}
