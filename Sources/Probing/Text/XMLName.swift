/// Qualified names (Namespaces in XML 1.0 §4).
enum XMLName {
    /// Whether the name is `svg`, with or without a prefix.
    static func isSVG(_ name: [UInt16]) -> Bool {
        guard let colon = name.firstIndex(of: 0x3A) else { return name.elementsEqual("svg".utf16) }
        return colon > 0 && name[(colon + 1)...].elementsEqual("svg".utf16)
    }
}
