import TestSupport
import Testing

@Suite("Long command lines")
struct LongCommandLineTests {
    private let many = (0..<260).map { "missing\($0).jpg" } + ["a.jpg"]

    private func run(_ arguments: [String]) async throws -> ProgramRun {
        let directory = try TemporaryDirectory()
        try directory.write(jpeg(60, 40), to: "a.jpg")
        return try await Program.run(arguments, in: directory)
    }

    @Test(
        "mean the same wherever their options stand",
        arguments: [
            ([], []), (["--quiet"], []), (["--format", "json"], []), ([], ["--format", "json"]), (["--"], []),
            (["-q", "--format", "tsv", "a.jpg", "-"], []),
        ])
    func operands(before: [String], after: [String]) async throws {
        let run = try await run(["probe"] + before + many + after)
        let lines = run.output.split(separator: "\n")
        let places = many.map { name in lines.firstIndex { $0.contains(name) } ?? -1 }
        let isQuiet = !before.isEmpty && before[0].hasPrefix("-q") || before == ["--quiet"]
        #expect(run.status == 3)
        #expect(places.dropLast() == places.dropLast().sorted()[...] && places.dropLast().allSatisfy { $0 >= 0 })
        #expect((places.last == -1) == isQuiet)
    }

    @Test("name the paths of records, in place of the working directory")
    func paths() async throws {
        let run = try await run(["audit"] + many)
        #expect(run.status == 2 && run.error.contains("cannot look at 'missing0.jpg'"))
        let directory = try TemporaryDirectory()
        for number in 0..<270 { try directory.write("---\ntitle: a\n---\n", to: "\(number).md") }
        let names = (0..<269).map { "\($0).md" }
        let audit = try await Program.run(["audit", "--format", "json"] + names, in: directory)
        #expect(audit.status == 0 && audit.summary("records") == 269)
    }

    @Test("are refused where a command takes no operands, or an option is unknown")
    func refused() async throws {
        let stats = try await run(["cache", "stats"] + many)
        #expect(stats.status == 2 && stats.error.contains("missing1.jpg"))
        #expect(try await run(["probe"] + many + ["--nonsense"]).status == 2)
        #expect(try await run(["nonsense"] + many).status == 2)
        #expect(try await run(["probe", "--help"] + many).output.contains("Usage: proofsheet probe"))
    }
}
