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
        let content: Content
        do {
            content = try JSONDecoder().decode(type, from: Data(try FileSystem.read(path).bytes))
        } catch let error as FileSystemError {
            throw ProofsheetError(.usage, "\(name) cannot be read: \(error); \(advice)")
        } catch {
            throw damage(of: path)
        }
        guard content.schemaVersion == Self.schemaVersion else {
            let update = content.schemaVersion > Self.schemaVersion ? "update proofsheet, or " : ""
            throw ProofsheetError(
                .usage,
                "\(name): '\(path)' has version \(content.schemaVersion), and \(Self.schemaVersion) is known; "
                    + update + advice)
        }
        return content
    }

    /// That a file has something else.
    func damage(of path: String) -> ProofsheetError { ProofsheetError(.usage, "'\(path)' \(problem); \(advice)") }
}
