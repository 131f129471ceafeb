/// Lists of exported images, which look like records and are none.
package enum ImageManifest {
    /// The key that such a list begins with; its value is the version of its form.
    package static let mark = "proofsheetManifest"
    package static let version = 1

    /// Whether a file begins like a list, in JSON or YAML.
    package static func isManifest(_ bytes: some Collection<UInt8>) -> Bool {
        let first = bytes.prefix(64).first { !Self.isIgnored($0) }
        if first != UInt8(ascii: "{"), first != mark.utf8.first { return false }
        let head = bytes.prefix(64).filter { !Self.isIgnored($0) }
        return head.starts(with: Array("{\(mark):".utf8)) || head.starts(with: Array("\(mark):".utf8))
    }

    /// White space, and quotes round the key.
    private static func isIgnored(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == UInt8(ascii: "\"") }
}
