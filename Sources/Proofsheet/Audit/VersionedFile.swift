import FileSystem
import Foundation

/// What a JSON file holds that the program, or a page of its, wrote.
protocol VersionedContent: Decodable {
    var schemaVersion: Int { get }
}

/// How a JSON file is read that says the version of its form, and what is said where that cannot be done.
struct VersionedFile {
    /// What is in it, such as `the baseline`.
    var name: String
    /// What is said of a file that has something else: `is not a baseline`.
    var problem: String
    /// What a person can do.
    var advice: String

    /// The version of every such form, none of which has changed yet.
    static let schemaVersion = 1

    /// Reads a file.
    ///
    /// Throws a usage error where it is missing, has something else, or has another version.
    func read<Content: VersionedContent>(_ path: String, as type: Content.Type) throws(ProofsheetError) -> Content {
        let bytes: [UInt8]
        do throws(FileSystemError) { bytes = try FileSystem.read(path).bytes } catch {
            throw ProofsheetError(.usage, "\(name) cannot be read: \(error); \(advice)")
        }
        return try decode(bytes, of: "'\(path)'", as: type)
    }

    /// Reads the bytes of one, which an error calls `source`.
    func decode<Content: VersionedContent>(
        _ bytes: [UInt8], of source: String, as type: Content.Type
    ) throws(ProofsheetError) -> Content {
        guard let content = try? JSONDecoder().decode(type, from: Data(bytes)) else { throw damage(of: source) }
        guard content.schemaVersion == Self.schemaVersion else {
            let update = content.schemaVersion > Self.schemaVersion ? "update proofsheet, or " : ""
            throw ProofsheetError(
                .usage,
                "\(name): \(source) has version \(content.schemaVersion), and \(Self.schemaVersion) is known; "
                    + update + advice)
        }
        return content
    }

    /// That a file, in quotes, has something else.
    func damage(of source: String) -> ProofsheetError { ProofsheetError(.usage, "\(source) \(problem); \(advice)") }
}
