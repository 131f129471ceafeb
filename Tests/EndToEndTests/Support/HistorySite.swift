import DemoSite
import Foundation
import Synchronization
import TestSupport
import Testing

/// A site with two articles that declare a wrong size, a warm cache, and a history that is still to be made.
struct HistorySite {
    let site: TestSite

    init() async throws {
        try await self.init { _ in .init(type: "image/jpeg", body: jpeg(60, 40)) }
    }

    init(answering answer: @escaping @Sendable (ImageServer.Request) -> ImageServer.Answer) async throws {
        site = try await TestSite(answering: answer)
        for name in ["posts/a.md", "posts/b.md"] { try wrong(name) }
        let warm = try await site.runOnline("warm", "posts")
        try #require(warm.status == 0, "\(warm.output)\(warm.error)")
    }

    /// Writes an article with a wrong size.
    func wrong(_ name: String, url: String = "https://images.example/a.jpg") throws {
        try site.write(named: name, url: url, "width: 60", "height: 30", "isCached: true")
    }

    /// Writes an article that is as it should be.
    func right(_ name: String) throws { try site.write(named: name, "width: 60", "height: 40", "isCached: true") }

    func audit(_ arguments: String...) async throws -> ProgramRun {
        try await Program.run(
            ["audit", "posts", "--history", ".history"] + arguments, in: site.directory, environment: site.environment)
    }

    func run(_ command: String, _ arguments: String...) async throws -> ProgramRun {
        defer { withExtendedLifetime(site) {} }
        return try await Program.run(
            [command, "posts", "--history", ".history"] + arguments + site.network, in: site.directory,
            environment: site.environment)
    }

    func text() throws -> String { try site.directory.text(of: ".history/findings.history") }

    private func list(_ name: String) throws -> [[String: Any]] {
        let object = try JSONSerialization.jsonObject(with: Data(text().utf8)) as? [String: Any]
        return try #require(object?[name] as? [[String: Any]])
    }

    func runs() throws -> [[String: Any]] { try list("runs") }
    func findings() throws -> [[String: Any]] { try list("findings") }

    /// Makes all that the history tells of so many days older.
    func age(by days: Int) throws {
        let form = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/
        let text = try text().replacing(form) { match in
            guard let time = try? Date(String(match.output), strategy: .iso8601) else { return "" }
            return (time - Double(days) * 86_400 - 60).formatted(.iso8601)
        }
        try site.directory.write(text, to: ".history/findings.history")
    }
}

/// A value that a test and its server share.
final class SharedState<Value: Sendable>: Sendable {
    private let state: Mutex<Value>

    init(_ value: Value) { state = Mutex(value) }

    var value: Value {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }
}
