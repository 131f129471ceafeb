import Decoding
import Fetching
import Probing

/// The version of this library and of the program.
public enum Version {
    /// The version, by the rules of Semantic Versioning.
    public static let current = "0.2.0"

    /// The User-Agent field, such as `Proofsheet/0.1.0 (+https://site.example/about)`.
    ///
    /// Throws where the contact cannot stand in it.
    static func userAgent(contact: String?) throws(ProofsheetError) -> String {
        guard let contact else { return "Proofsheet/\(current)" }
        // What stands in a comment of the field (RFC 9110 §5.6.5) as it is.
        guard !contact.isEmpty, contact.utf8.allSatisfy({ (0x21...0x7e).contains($0) && !"()\\".utf8.contains($0) })
        else {
            throw ProofsheetError(
                .usage, "the contact is not a URL or an e-mail address: it has spaces, parentheses or non-ASCII text")
        }
        return "Proofsheet/\(current) (+\(contact))"
    }

    /// The system libraries in use, such as `libpng 1.6.39`, always in the same order.
    public static var libraries: [String] {
        ["libcurl \(FetchEngine.libraryVersion)", "expat \(XMLLibrary.version)"]
            + CodecLibrary.all.compactMap { library in library.version.map { "\(library.name) \($0)" } }
    }

    /// What this was built without, by the names that `PROOFSHEET_WITHOUT` takes, such as `avif`.
    public static var missing: [String] {
        CodecLibrary.all.compactMap { $0.version == nil ? $0.option : nil }
    }

    /// Several lines: this version, the libraries in use and, if anything is, what is not built in.
    public static var description: String { description(adding: [], missing: []) }

    /// The same of a program that uses more system libraries than this one.
    ///
    /// - Parameters:
    ///   - others: Its own, such as `mimalloc 2.0.9`.
    ///   - otherMissing: The names of those that it was built without.
    public static func description(adding others: [String], missing otherMissing: [String]) -> String {
        var lines = ["proofsheet \(current)", "with " + (libraries + others).joined(separator: ", ")]
        let absent = missing + otherMissing
        if !absent.isEmpty { lines.append("not built in: " + absent.joined(separator: ", ")) }
        return lines.joined(separator: "\n")
    }
}
