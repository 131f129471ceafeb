import Foundation
import TestSupport

/// A run of the built program.
struct ProgramRun: Sendable {
    var status: Int32
    var output: String
    var error: String

    /// The report, read as JSON.
    var json: [String: Any] {
        let object = try? JSONSerialization.jsonObject(with: Data(output.utf8))
        return object as? [String: Any] ?? [:]
    }

    /// The rules of the findings of a JSON report, in order.
    var rules: [String] {
        (json["findings"] as? [[String: Any]] ?? []).compactMap { $0["rule"] as? String }
    }

    /// One count of the JSON report's summary.
    func summary(_ name: String) -> Int? {
        (json["summary"] as? [String: Any])?[name] as? Int
    }
}

/// The program, as it stands beside the tests.
enum Program {
    static var path: String {
        // The tests are built into the directory that has the program.
        let runner = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(fileURLWithPath: runner).deletingLastPathComponent().appendingPathComponent("proofsheet").path
    }

    /// Runs the program in `directory`, or one below it, and waits for its end.
    static func run(
        _ arguments: [String], in directory: TemporaryDirectory, below name: String = "",
        program: String = Program.path, environment: [String: String] = [:],
        interruptingWhen isDue: (@Sendable () -> Bool)? = nil
    ) async throws -> ProgramRun {
        // The directory is removed when nobody holds it any more.
        defer { withExtendedLifetime(directory) {} }
        return try await run(
            program, arguments, in: directory.path(of: name), environment, interruptingWhen: isDue)
    }

    /// Runs a line of a shell in which `$0` is the program.
    static func runShell(_ line: String, in directory: TemporaryDirectory) async throws -> ProgramRun {
        try await run(["-c", line, Program.path], in: directory, program: "/bin/sh")
    }

    private static func run(
        _ program: String, _ arguments: [String], in directory: String, _ environment: [String: String],
        interruptingWhen isDue: (@Sendable () -> Bool)?
    ) async throws -> ProgramRun {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: directory)
        process.environment = ProcessInfo.processInfo.environment.merging(patience) { given, _ in given }
            .merging(environment) { _, own in own }
        return try await ProgramSlots.shared.withSlot { try await finish(process, interruptingWhen: isDue) }
    }

    private static func finish(
        _ process: Process, interruptingWhen isDue: (@Sendable () -> Bool)?
    ) async throws -> ProgramRun {
        let output = Pipe()
        let error = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = error
        try process.run()
        if let isDue {
            while !isDue(), process.isRunning { try await Task.sleep(for: .milliseconds(10)) }
            process.interrupt()
        }
        // Both pipes are emptied side by side, so that neither fills up and holds the program.
        async let outputData = onOwnThread { output.fileHandleForReading.readDataToEndOfFile() }
        async let errorData = onOwnThread { error.fileHandleForReading.readDataToEndOfFile() }
        let (outputResult, errorResult) = await (outputData, errorData)
        return await onOwnThread {
            process.waitUntilExit()
            return ProgramRun(
                status: process.terminationStatus, output: String(decoding: outputResult, as: UTF8.self),
                error: String(decoding: errorResult, as: UTF8.self))
        }
    }

    /// A test's server may be slow, where many tests run at once: what it sends late is no trouble that is asked again.
    static let patience = Dictionary(
        uniqueKeysWithValues: ["TIMEOUT", "CONNECT_TIMEOUT", "FIRST_BYTE_TIMEOUT", "STALL_TIMEOUT"].map {
            ("PROOFSHEET_\($0)", "3600")
        })

    /// Waits away from the few threads of Swift's tasks and of Dispatch, which the tests' servers need.
    static func onOwnThread<Result: Sendable>(
        _ body: @escaping @Sendable () -> Result
    ) async -> Result {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: body()) }
        }
    }
}
