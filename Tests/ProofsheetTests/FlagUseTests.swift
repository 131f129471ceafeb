import Caching
import Decoding
import FileSystem
import Probing
import TestSupport
import Testing

@testable import Proofsheet

@Suite("Flags only where flags are used")
struct FlagUseTests {
    private let directory: TemporaryDirectory
    private let flagless: String

    /// An archive of one record without a flag, whose image of 30 × 20 pixels is cached.
    init() throws {
        directory = try TemporaryDirectory()
        let bytes = TestPicture(width: 30, height: 20, seed: 1).png()
        let cache = try Cache(writingTo: directory.path(of: "Cache"))
        let header = try Probe.header(of: bytes.span)
        let staged = try cache.objects.stage(bytes, header: header, soundness: .intact, summary: nil)
        let entry = CacheEntry(url: "https://img.example/a.png", freshUntil: .max)
        _ = try cache.store([Cache.Update(entry: entry, staged: staged)])
        flagless = "---\nheroImage:\n  src: https://img.example/a.png\n  width: 31\n  height: 19\n---\n"
        try directory.write(flagless, to: "site/a.md")
    }

    private func archive(_ part: String = "", _ set: (inout Configuration) -> Void = { _ in }) -> Archive {
        var configuration = Configuration()
        configuration.cacheDirectory = directory.path(of: "Cache")
        configuration.ruleLimits.tolerance = 0
        set(&configuration)
        return Archive(paths: [directory.path(of: "site" + part)], configuration: configuration)
    }

    private func flag(_ value: String, in name: String) throws {
        try directory.write(
            "image: {url: https://img.example/a.png, width: 30, height: 20, isCached: \(value)}\n", to: "site/\(name)")
    }

    private func rules(_ archive: Archive) async throws -> [String] { try await archive.audit().findings.map(\.rule) }

    private var withDimensions: RepairOptions {
        var options = RepairOptions()
        options.repairsDimensions = true
        return options
    }

    @Test("an archive without flags gets none, whether or not its verdicts are remembered")
    func none() async throws {
        for _ in 0..<3 { #expect(try await rules(archive()) == ["dimensions-mismatch"]) }
        let result = try await archive().audit()
        #expect(result.summary.warnings == 0 && result.summary.errors == 1)
        let repaired = try await archive().repair(withDimensions)
        #expect(repaired.findings.isEmpty)
        let text = flagless.replacing("31", with: "30").replacing("19", with: "20")
        #expect(try directory.text(of: "site/a.md") == text)
    }

    @Test(
        "one flag anywhere, even one that says nothing, makes it an archive with flags",
        arguments: ["true", "false", ""])
    func one(value: String) async throws {
        try flag(value, in: "z.yml")
        let expected = ["dimensions-mismatch", "flag-unset"] + (value == "true" ? [] : ["flag-unset"])
        for _ in 0..<2 { #expect(try await rules(archive()).sorted() == expected) }
        _ = try await archive().repair()
        #expect(try directory.text(of: "site/a.md").contains("  height: 19\n  isCached: true\n"))
        #expect(try directory.text(of: "site/z.yml").contains("isCached: true"))
    }

    @Test("the configuration has the last word")
    func configured() async throws {
        #expect(try await rules(archive { $0.flags = .write }).sorted() == ["dimensions-mismatch", "flag-unset"])
        #expect(try await rules(archive { $0.falseFlag = .remove }).contains("flag-unset"))
        #expect(try await rules(archive { $0.keys.flag = ["cached"] }).contains("flag-unset"))
        try flag("false", in: "z.yml")
        let findings = try await archive { $0.flags = .never }.audit().findings
        #expect(findings.filter { $0.rule == "flag-unset" }.map(\.record) == [directory.path(of: "site/z.yml")])
        _ = try await archive { $0.flags = .never }.repair()
        #expect(try directory.text(of: "site/a.md") == flagless)
        #expect(try directory.text(of: "site/z.yml").contains("isCached: true"))
    }

    @Test("lines that are sent as they become known are those of the report, with a flag at the end or none")
    func streamed() async throws {
        for number in 0..<4 { try directory.write(flagless, to: "site/b\(number).md") }
        for isFlagged in [false, true] {
            if isFlagged { try flag("true", in: "z.yml") }
            let archive = archive { $0.isIncremental = isFlagged }
            let kept = try await archive.audit()
            var lines = ""
            let streamed = try await archive.audit { lines += String(decoding: $0, as: UTF8.self) }
            #expect(lines == kept.rendered(as: "ndjson") && streamed.summary == kept.summary)
            #expect(lines.contains("flag-unset") == isFlagged)
        }
    }

    @Test("what is ignored or accepted of flags that nobody uses is not counted")
    func suppressed() async throws {
        let ignoring = archive { $0.ignores = [Configuration.Ignore(rules: ["flag-unset"], reason: "known")] }
        let baseline = directory.path(of: "baseline.json")
        _ = try await archive { $0.flags = .write }.audit().writingBaseline(toFile: baseline)
        let accepting = archive { $0.baseline = baseline }
        #expect(try await ignoring.audit().rendered(as: "text")?.contains("ignored") == false)
        #expect(try await accepting.audit().rendered(as: "text")?.contains("1 accepted") == true)
        try flag("true", in: "z.yml")
        #expect(try await ignoring.audit().rendered(as: "text")?.contains("1 ignored") == true)
        #expect(try await accepting.audit().rendered(as: "text")?.contains("2 accepted") == true)
    }

    @Test("a part of an archive goes by what was seen of the whole, until that has no flags any more")
    func part() async throws {
        try flag("true", in: "z.yml")
        #expect(try await !rules(archive("/a.md")).contains("flag-unset"))
        #expect(try await rules(archive()).contains("flag-unset"))
        #expect(try await rules(archive("/a.md")).contains("flag-unset"))
        let glob = try Glob("a.md", relativeTo: directory.path(of: "site"))
        #expect(try await rules(archive { $0.includes = [glob] }).contains("flag-unset"))
        try FileSystem.remove(directory.path(of: "site/z.yml"))
        #expect(try await rules(archive("/a.md")).contains("flag-unset"))
        #expect(try await !rules(archive()).contains("flag-unset"))
        #expect(try await !rules(archive("/a.md")).contains("flag-unset"))
    }

    @Test("a repair changes nothing but what is asked for")
    func only() async throws {
        try flag("false", in: "z.yml")
        var options = withDimensions
        options.repairsFlags = false
        _ = try await archive().repair(options)
        #expect(
            try directory.text(of: "site/a.md") == flagless.replacing("31", with: "30").replacing("19", with: "20"))
        #expect(try directory.text(of: "site/z.yml").contains("isCached: false"))
        _ = try await archive().repair()
        #expect(try directory.text(of: "site/z.yml").contains("isCached: true"))
    }
}
