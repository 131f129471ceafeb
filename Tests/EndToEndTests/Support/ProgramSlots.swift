import DemoSite
import Foundation

/// Bounds how many programs the tests of all suites run at once; who waits for a slot holds no thread.
struct ProgramSlots {
    static let shared = ProgramSlots()

    /// What runs has a slot already, which its child tasks share.
    @TaskLocal private static var isHeld = false

    /// Some more than the cores, since programs wait for servers and the disk, too.
    private let places = Places(ProcessInfo.processInfo.activeProcessorCount + 2)

    /// Runs `body` once there is a slot for it.
    ///
    /// All programs that `body` starts share the slot: a test whose programs meet each other starts them in one.
    func withSlot<Result>(_ body: () async throws -> Result) async rethrows -> Result {
        if Self.isHeld { return try await body() }
        await places.take()
        defer { places.giveBack() }
        return try await Self.$isHeld.withValue(true) { try await body() }
    }
}
