import FileSystem
import Synchronization

/// Finds the files of a site that its relative URLs name.
final class SiteFiles: Sendable {
    private let roots: [String]
    /// By the bytes of the path: names that look the same can be those of two files.
    private let known = Mutex<[[UInt8]: String?]>([:])

    /// - Parameter roots: Directories whose content the site serves at its own root.
    init(roots: [String]) {
        self.roots = roots
    }

    /// The file that a relative reference in a record names; nil where there is none.
    ///
    /// A path with a leading slash is looked for below the roots, any other beside the record first.
    func file(for reference: String, in record: String) -> String? {
        guard let path = Self.path(of: reference) else { return nil }
        if reference.utf8.first == UInt8(ascii: "/") { return file(path, below: roots) }
        return file(path, below: [FileSystem.parentPath(of: record)]) ?? file(path, below: roots)
    }

    private func file(_ path: String, below directories: [String]) -> String? {
        for directory in directories {
            let candidate = directory == "." ? path : joinPath(directory, path)
            let found = known.withLock { known in
                let bytes = Array(candidate.utf8)
                if let found = known[bytes] { return found }
                let isFile = (try? FileSystem.status(of: candidate))?.kind == .regular
                let found: String? = isFile ? candidate : nil
                known[bytes] = .some(found)
                return found
            }
            if let found { return found }
        }
        return nil
    }

    /// The path of a reference without query and fragment, decoded; nil where it would lead out of the directory.
    private static func path(of reference: String) -> String? {
        let raw = reference.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        var parts: [Substring] = []
        guard let decoded = percentDecoded(raw), !decoded.utf8.contains(0) else { return nil }
        for part in decoded.split(separator: "/") where part != "." {
            if part != ".." {
                parts.append(part)
            } else if parts.popLast() == nil {
                return nil
            }
        }
        return parts.isEmpty ? nil : parts.joined(separator: "/")
    }

    /// The text with every `%XX` decoded (RFC 3986 §2.1); nil where that is not UTF-8.
    private static func percentDecoded(_ text: some Sequence<UInt8>) -> String? {
        var bytes: [UInt8] = []
        var pending = Array(text)[...]
        while let byte = pending.popFirst() {
            let digits = pending.prefix(2)
            let isEscape = byte == UInt8(ascii: "%") && digits.count == 2 && digits.allSatisfy(isHexadecimal)
            if isEscape, let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16) {
                bytes.append(value)
                pending = pending.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
            UInt8(ascii: "A")...UInt8(ascii: "F"):
            true
        default: false
        }
    }
}
