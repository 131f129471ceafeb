import Reporting

/// The editor that a proof sheet's places open in: one that is known, or any that a URL opens.
public struct Editor: Sendable, Hashable {
    /// As it was given: a name, or a URL in which `{path}`, `{line}` and `{column}` stand for the place.
    public let text: String
    /// The URL with its placeholders.
    let template: String

    /// Editors that are known by name, with the URLs that they register.
    private static let known: KeyValuePairs = [
        "vscode": "vscode://file{path}:{line}:{column}",
        "idea": "idea://open?file={path}&line={line}&column={column}",
        "zed": "zed://file{path}:{line}:{column}",
    ]

    /// What a value may be, in words.
    static let form =
        "\(known.map(\.key).joined(separator: ", ")), or a URL with {path} in it, such as subl://open?url=file://{path}&line={line}"

    /// Schemes whose URLs a browser would run or show itself.
    private static let refused: Set<String> = ["javascript", "data", "vbscript", "blob", "about"]

    /// Reads a value; nil where it is neither a known name nor a URL with `{path}` whose scheme is that of a program.
    public init?(_ text: String) {
        self.text = text
        template = Self.known.first { $0.key == text }?.value ?? text
        guard template.contains("{path}"), let colon = template.firstIndex(of: ":") else { return nil }
        let scheme = template[..<colon].lowercased()
        // RFC 3986 §3.1.
        let isScheme =
            scheme.first.map { ("a"..."z").contains($0) } == true
            && scheme.allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) || "+-.".contains($0) }
        guard isScheme, !Self.refused.contains(scheme), PlainText.escaped(text) == text else { return nil }
    }
}
