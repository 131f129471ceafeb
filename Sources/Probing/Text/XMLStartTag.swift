/// A start tag: the prefix of its name, and its attributes as they stand (XML 1.0 §3.1).
struct XMLStartTag {
    /// The namespace prefix of the element's name; empty without one.
    let prefix: ArraySlice<UInt16>
    private let element: [UInt16]
    private let declarations: XMLDeclarations
    private var values: [[UInt16]: ArraySlice<UInt16>] = [:]

    /// Takes apart what stands between `<` and `>`.
    ///
    /// Throws where an attribute is there twice or is not well-formed.
    init(_ text: [UInt16], _ declarations: XMLDeclarations) throws(ProbeError) {
        self.declarations = declarations
        var rest = text[...]
        let name = Self.takeName(&rest)
        element = Array(name)
        prefix = name.firstIndex(of: 0x3A).map { name[..<$0] } ?? []
        while true {
            let isSeparated = Self.skipSpace(&rest)
            guard let unit = rest.first else { return }
            if unit == 0x2F, rest.count == 1 { return }
            let name = Self.takeName(&rest)
            guard isSeparated, name.first?.isXMLNameStart == true else { throw Self.error }
            Self.skipSpace(&rest)
            guard rest.popFirst() == 0x3D else { throw Self.error }
            Self.skipSpace(&rest)
            guard let quote = rest.popFirst(), quote.isXMLQuote, let end = rest.firstIndex(of: quote) else {
                throw Self.error
            }
            guard values.updateValue(rest[..<end], forKey: Array(name)) == nil else {
                throw .invalid("an attribute of the root element is there twice")
            }
            rest = rest[(end + 1)...]
        }
    }

    /// The attribute's value with references replaced; nil where it is absent and has no default.
    func value(of name: String) throws(ProbeError) -> String? {
        let value = values[Array(name.utf16)] ?? declarations.defaultValue(of: name, element: element)
        guard let value else { return nil }
        return try declarations.text(of: value)
    }

    /// Throws where an attribute has a prefix that the tag does not declare (Namespaces in XML 1.0 §5).
    func checkPrefixes() throws(ProbeError) {
        let prefixes = values.keys.compactMap { name in
            name.firstIndex(of: 0x3A).map { String(decoding: name[..<$0], as: UTF16.self) }
        }
        for prefix in prefixes.sorted() where !["", "xml", "xmlns"].contains(prefix) {
            guard try value(of: "xmlns:\(prefix)") == nil else { continue }
            throw .invalid("browsers do not show the image: its root element uses the prefix '\(prefix)' undeclared")
        }
    }

    private static var error: ProbeError {
        .invalid("the attributes of the root element are not well-formed")
    }

    private static func takeName(_ rest: inout ArraySlice<UInt16>) -> ArraySlice<UInt16> {
        let name = rest.prefix { $0.isXMLNameCharacter }
        rest = rest[name.endIndex...]
        return name
    }

    @discardableResult
    private static func skipSpace(_ rest: inout ArraySlice<UInt16>) -> Bool {
        let space = rest.prefix { $0.isXMLSpace }
        rest = rest[space.endIndex...]
        return !space.isEmpty
    }
}
