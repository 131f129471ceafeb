import FileSystem
import Foundation

/// The programs of others that some tests need, and are skipped without.
enum ExternalProgram {
    /// The path of a program of this name, the first along `PATH`.
    static func find(_ name: String) -> String? { candidates(name).first }

    /// All programs of this name along `PATH` and in `/usr/bin`.
    static func candidates(_ name: String) -> [String] {
        let directories = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        return (directories + ["/usr/bin"]).map { joinPath($0, name) }
            .filter(FileManager.default.isExecutableFile(atPath:))
    }

    /// Whether the program at this path ends well, run for its exit status alone.
    ///
    /// It asks for no slot: the few that suites need are looked for before the first test runs.
    static func succeeds(_ program: String?, _ arguments: [String], setting variables: [String: String] = [:]) -> Bool {
        guard let program else { return false }
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(variables) { _, new in new }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
