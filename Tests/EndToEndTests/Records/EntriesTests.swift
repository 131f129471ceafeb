import Foundation
import TestSupport
import Testing

@Suite("The list of entries")
struct EntriesTests {
    private static let trees = RepositoryFiles.path(of: "Tests/Fixtures/trees")
    private static let expectation = "expected.ndjson"

    private static var names: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: trees)) ?? []
        return names.filter { FileManager.default.fileExists(atPath: "\(trees)/\($0)/\(expectation)") }.sorted()
    }

    /// A copy of a tree, without what is expected of it.
    private func copy(_ name: String) throws -> TemporaryDirectory {
        let directory = try TemporaryDirectory()
        try RepositoryFiles.copy("Tests/Fixtures/trees/\(name)", to: directory)
        try FileManager.default.removeItem(atPath: directory.path(of: Self.expectation))
        return directory
    }

    @Test("has exactly the images that a tree of content names", arguments: names)
    func trees(name: String) async throws {
        let run = try await Program.run(["entries", "--format", "ndjson"], in: try copy(name))
        let expected = try RepositoryFiles.text(of: "Tests/Fixtures/trees/\(name)/\(Self.expectation)")
        let lines = { (text: String) in text.split(separator: "\n").map(String.init) }
        let (found, wanted) = (lines(run.output), lines(expected))
        let missing = wanted.filter { !found.contains($0) }
        let surplus = found.filter { !wanted.contains($0) }
        #expect(missing.isEmpty, "missing:\n\(missing.joined(separator: "\n"))")
        #expect(surplus.isEmpty, "surplus:\n\(surplus.joined(separator: "\n"))")
        #expect(found == wanted)
        #expect(run.status == 0, "\(run.error)")
    }

    @Test("every tree says what is expected of it, and there are many")
    func completeness() throws {
        let all = try FileManager.default.contentsOfDirectory(atPath: Self.trees)
        #expect(Set(Self.names) == Set(all))
        #expect(all.count >= 19)
    }
}
