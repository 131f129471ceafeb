import Foundation
import TestSupport

/// The installed git, run with no configuration but the repository's own.
enum GitProgram {
    static let path: String? = {
        let directories = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        return directories.map { "\($0)/git" }.first(where: FileManager.default.isExecutableFile(atPath:))
    }()

    /// Which of the paths, relative to the repository at `directory`, git ignores.
    static func ignored(_ paths: [String], in directory: TemporaryDirectory) throws -> Set<String> {
        try directory.write(paths.map { $0 + "\0" }.joined(), to: ".git/asked")
        _ = try run(["check-ignore", "--stdin", "-z"], in: directory, reading: ".git/asked", writing: ".git/answered")
        return Set(try directory.text(of: ".git/answered").split(separator: "\0").map(String.init))
    }

    static func makeRepository(in directory: TemporaryDirectory) throws {
        _ = try run(["init", "--quiet", "."], in: directory)
    }

    /// Runs git to its end; files stand in for pipes, which could fill up.
    private static func run(
        _ arguments: [String], in directory: TemporaryDirectory, reading input: String? = nil,
        writing output: String? = nil
    ) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path ?? "")
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: directory.root)
        process.environment = [
            "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
            "HOME": directory.root, "LC_ALL": "C",
        ]
        process.standardInput =
            try input.map { try FileHandle(forReadingFrom: url($0, directory)) }
            ?? FileHandle.nullDevice
        if let output {
            try directory.write("", to: output)
            process.standardOutput = try FileHandle(forWritingTo: url(output, directory))
        }
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }

    private static func url(_ name: String, _ directory: TemporaryDirectory) -> URL {
        URL(fileURLWithPath: directory.path(of: name))
    }
}
