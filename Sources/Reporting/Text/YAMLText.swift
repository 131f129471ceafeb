extension JSONValue {
    /// The value as a YAML document (YAML 1.2.2), which means the same to readers of YAML 1.1.
    package var yaml: String {
        var text = ""
        writeYAML(to: &text, indentation: "")
        return text
    }

    /// Writes the value on the lines that follow, or a short one on this.
    private func writeYAML(to text: inout String, indentation: String) {
        switch self {
        case .object(let members) where !members.isEmpty:
            for member in members {
                text += indentation + Self.yamlKey(member.name, indentation)
                member.value.writeYAML(to: &text, below: indentation)
            }
        case .array(let values) where !values.isEmpty:
            for value in values {
                text += indentation + "-"
                value.writeYAML(to: &text, below: indentation)
            }
        case .string(let value): text += Self.yamlString(value) + "\n"
        default: text += compact + "\n"
        }
    }

    private func writeYAML(to text: inout String, below indentation: String) {
        switch self {
        case .object(let members) where !members.isEmpty: text += "\n"
        case .array(let values) where !values.isEmpty: text += "\n"
        default: text += " "
        }
        writeYAML(to: &text, indentation: indentation + "  ")
    }

    /// A key with its colon.
    private static func yamlKey(_ name: String, _ indentation: String) -> String {
        // Some reader could take other words for booleans or numbers.
        if plainKeys.contains(name) { return name + ":" }
        let quoted = yamlString(name)
        // Longer keys must be announced (§7.4.2).
        return quoted.unicodeScalars.count <= 1_000 ? quoted + ":" : "? \(quoted)\n\(indentation):"
    }

    private static let plainKeys: Set<String> = [
        "proofsheetManifest", "images", "obsolete", "url", "path", "width", "height", "format", "bytes", "sha256",
        "placeholder", "thumbHash", "color",
    ]

    /// In double quotes; what is not printable is escaped (§5.7).
    private static func yamlString(_ string: String) -> String {
        var text = "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case _ where PlainText.isPrintable(scalar): text.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16)
                let width = scalar.value > 0xffff ? 8 : 4
                text += (width == 8 ? "\\U" : "\\u") + String(repeating: "0", count: width - digits.count) + digits
            }
        }
        return text + "\""
    }
}
