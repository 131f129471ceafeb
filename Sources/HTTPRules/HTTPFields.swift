/// Header fields of a message in the order received, with names in lower case (RFC 9110 §5).
package struct HTTPFields: Sendable, Hashable {
    /// One line.
    package struct Field: Sendable, Hashable {
        package let name: String
        package let value: String

        package init(name: String, value: String) {
            self.name = name.lowercased()
            self.value = value
        }
    }

    package private(set) var fields: [Field]

    package init(_ fields: [(name: String, value: String)] = []) {
        self.fields = fields.map { Field(name: $0.name, value: $0.value) }
    }

    /// The value of a field, several lines of it joined by `, ` (RFC 9110 §5.3); nil where there is none.
    package subscript(name: String) -> String? {
        let lines = lines(name)
        return lines.isEmpty ? nil : lines.joined(separator: ", ")
    }

    /// The values of all lines of a field; `name` is in lower case.
    package func lines(_ name: String) -> [String] {
        fields.lazy.filter { $0.name == name }.map(\.value)
    }

    /// The members of a field that is a list, without empty ones (RFC 9110 §5.6.1); commas in quotes are none.
    package func members(_ name: String) -> [String] {
        lines(name).flatMap(Self.members(of:))
    }

    /// Fields of these names alone.
    package func only(_ names: Set<String>) -> HTTPFields {
        filtered { names.contains($0) }
    }

    /// Fields without those of these names.
    package func without(_ names: Set<String>) -> HTTPFields {
        filtered { !names.contains($0) }
    }

    /// The fields, and behind them others.
    package func adding(_ others: HTTPFields) -> HTTPFields {
        var result = self
        result.fields += others.fields
        return result
    }

    private func filtered(_ isKept: (String) -> Bool) -> HTTPFields {
        var result = self
        result.fields.removeAll { !isKept($0.name) }
        return result
    }

    private static func members(of line: String) -> [String] {
        var members: [String] = []
        var member: [UInt8] = []
        var isQuoted = false
        var isEscaped = false
        func end() {
            let text = String(decoding: member, as: UTF8.self).trimmedOfBlanks
            if !text.isEmpty { members.append(text) }
            member = []
        }
        for byte in line.utf8 {
            if byte == UInt8(ascii: ","), !isQuoted {
                end()
                continue
            }
            if byte == UInt8(ascii: "\""), !isEscaped { isQuoted.toggle() }
            isEscaped = isQuoted && byte == UInt8(ascii: "\\") && !isEscaped
            member.append(byte)
        }
        end()
        return members
    }
}

/// How the index keeps them: a line each, as in a message.
extension HTTPFields {
    package var text: String { fields.map { "\($0.name): \($0.value)\n" }.joined() }

    package init(text: String) {
        self.init(
            // By bytes, since a character can be more than the one that is looked for.
            text.utf8.split(separator: UInt8(ascii: "\n")).compactMap { line in
                guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
                let value = String(decoding: line[line.index(after: colon)...], as: UTF8.self)
                return (name: String(decoding: line[..<colon], as: UTF8.self), value: value.trimmedOfBlanks)
            })
    }
}

extension String {
    /// Without spaces and tabs at both ends (RFC 9110 §5.6.3).
    var trimmedOfBlanks: String {
        let isBlank: (UInt8) -> Bool = { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        let start = utf8.drop(while: isBlank)
        guard let end = start.lastIndex(where: { !isBlank($0) }) else { return "" }
        return String(decoding: start[...end], as: UTF8.self)
    }
}
