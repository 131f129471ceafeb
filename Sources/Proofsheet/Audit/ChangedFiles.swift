import FileSystem
import Foundation

/// The files that git sees as changed.
struct ChangedFiles: Sendable {
    /// Absolute paths, free of symbolic links.
    private let paths: Set<String>

    /// Asks git what differs from a revision in the working tree around `directory`, and what it does not know yet.
    ///
    /// Throws a usage error where there is no git, no repository or no such revision.
    init(since revision: String, in directory: String) throws(ProofsheetError) {
        let root = try Self.git(["rev-parse", "--show-toplevel"], in: directory, revision)
        guard let top = root.split(separator: 0x0a).first.map({ String(decoding: $0, as: UTF8.self) }) else {
            throw Self.failure(revision, "no repository")
        }
        // What was deleted cannot be looked at; a renamed file counts under its new name.
        let changed = try Self.git(
            ["diff", "--name-only", "--no-renames", "-z", "--diff-filter=d", "--end-of-options", revision, "--"],
            in: top, revision)
        let new = try Self.git(["ls-files", "--others", "--exclude-standard", "-z"], in: top, revision)
        var paths: Set<String> = []
        for name in (changed + new).split(separator: 0) {
            let path = joinPath(top, String(decoding: name, as: UTF8.self))
            paths.insert((try? FileSystem.resolve(path)) ?? path)
        }
        self.paths = paths
    }

    /// Whether a file has changed.
    func contains(_ path: String) -> Bool {
        (try? FileSystem.resolve(path)).map(paths.contains) ?? false
    }

    private static func failure(_ revision: String, _ reason: String) -> ProofsheetError {
        ProofsheetError(
            .usage, "git cannot say what changed since '\(revision)': \(reason); check --changed-since")
    }

    private static func git(
        _ arguments: [String], in directory: String, _ revision: String
    ) throws(ProofsheetError) -> [UInt8] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["git", "-C", directory] + arguments
        process.standardInput = FileHandle.nullDevice
        let output = Pipe()
        let error = Pipe()
        process.standardOutput = output
        process.standardError = error
        do {
            try process.run()
        } catch {
            throw failure(revision, "git cannot be started")
        }
        // Errors are few lines, which fit into the pipe while the output is read.
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        let message = String(decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw failure(revision, message.split(separator: "\n").first.map(String.init) ?? "it failed")
        }
        return Array(bytes)
    }
}
