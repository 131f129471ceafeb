import Foundation

/// The system's `diff` and `patch`, by which ours are judged.
enum DiffProgram {
    /// Whether tests that need them run: they are there, or have to be.
    static let isWanted =
        has("diff") && has("patch") || ProcessInfo.processInfo.environment["PROOFSHEET_TOOLS"] == "required"

    private static func has(_ name: String) -> Bool { (try? run([name, "--version"]).status) == 0 }

    /// The exit status and standard output of a program along `PATH`.
    static func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        let output = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
    }

    /// How many lines a unified diff removes and adds.
    static func counts(of diff: String) -> [Int] {
        let lines = diff.utf8.split(separator: UInt8(ascii: "\n")).dropFirst(2)
        return ["-", "+"].map { mark in lines.count { $0.starts(with: mark.utf8) } }
    }
}
