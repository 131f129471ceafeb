import DemoSite
import Foundation
import TestSupport
import Testing

@Suite("Bad input")
struct BadInputTests {
    @Test("a record that is not UTF-8 is a finding with the path, and stays as it was")
    func notUTF8() async throws {
        let site = try await TestSite()
        let bytes = Array("---\ntitle: ".utf8) + [0xff, 0xfe] + Array("\n---\n".utf8)
        try site.directory.write(bytes, to: "bad.md")
        let run = try await site.run("repair", "--format", "json")
        #expect(run.status == 1 && run.rules == ["record-invalid"])
        #expect(run.output.contains("UTF-8"))
        #expect(try site.directory.bytes(of: "bad.md") == bytes)
    }

    @Test("a record beyond the limit is a finding that names the key, in every command, and the others are read")
    func large() async throws {
        let site = try await TestSite()
        try site.write(named: "good.md", "width: 0", "height: 1")
        truncate(try site.directory.write("", to: "large.yml"), 1 << 30)
        for command in ["audit", "repair", "audit"] {
            let run = try await site.run(command, "--format", "json")
            #expect(run.status == 1 && (run.json["failures"] as? [String])?.isEmpty == true, "\(run.error)")
            #expect(run.rules.sorted() == ["dimensions-invalid", "record-invalid"])
            #expect(run.output.contains("1073741824 bytes and is larger than the limit of 64000000 bytes"))
            #expect(run.output.contains("(option max-record-size)"))
        }
        // What an earlier run said of a record holds only for the same limit.
        try site.directory.write("max-record-size: 10\n", to: ".proofsheet.yml")
        let run = try await site.run("audit", "--format", "json")
        #expect(run.rules == ["record-invalid", "record-invalid"])
    }

    @Test("front matter without an end is a finding that names the remedy")
    func unterminated() async throws {
        let site = try await TestSite()
        try site.directory.write("---\ntitle: x\nimages: []\n", to: "open.md")
        let run = try await site.run("audit")
        #expect(run.status == 1)
        #expect(run.output.contains("open.md") && run.output.contains("record-invalid"))
        #expect(run.output.contains("---"))
    }

    @Test("a directory without records is a usage error that says what records are")
    func noRecords() async throws {
        let site = try await TestSite()
        let run = try await site.run("audit")
        #expect(run.status == 2 && run.output.isEmpty)
        #expect(run.error.contains("no records in '.'") && run.error.contains(".md"))
        #expect(run.error.split(separator: "\n").count == 1)
    }

    @Test("a path that does not exist is a usage error that names it")
    func missingPath() async throws {
        let site = try await TestSite()
        let run = try await site.run("audit", "nowhere")
        #expect(run.status == 2)
        #expect(
            run.error == "proofsheet: cannot look at 'nowhere': No such file or directory; "
                + "give a directory or a file that exists\n")
    }

    @Test("a record that cannot be read is a failure, and the others are still audited")
    func unreadable() async throws {
        let site = try await TestSite()
        try site.write(named: "good.md", "width: 0", "height: 1")
        // Reading a process's memory at 0 fails for everybody, root included.
        symlink("/proc/self/mem", site.directory.path(of: "bad.md"))
        let run = try await site.run("audit", "--format", "json")
        #expect(run.status == 3 && run.rules == ["dimensions-invalid"])
        #expect(
            run.json["failures"] as? [String]
                == ["cannot read 'bad.md': Input/output error; make it readable or leave it out"])
    }

    @Test("a record with a second name is left alone and named, and the others are repaired")
    func hardLinked() async throws {
        let site = try await TestSite()
        let linked = try site.write(named: "linked.md", "width: 6", "height: 4", "isCached: true")
        try site.write("width: 6", "height: 4", "isCached: true")
        link(linked, site.directory.path(of: "other-name.txt"))
        let run = try await site.run("repair", "--force", "--format", "json")
        #expect(run.status == 3 && run.rules == ["flag-stale"])
        #expect(
            run.json["failures"] as? [String] == [
                "'linked.md' has 2 names (hard links), of which only one would be changed; "
                    + "copy it first, or use '--hard-links break'; nothing in it was changed"
            ])
        #expect(try site.directory.text(of: "linked.md").contains("    isCached: true\n"))
        #expect(try site.directory.text(of: "post.md").contains("    isCached: false\n"))
    }

    @Test("a record with a second name is repaired under its own where that is asked for", arguments: [false, true])
    func breaksHardLink(inConfiguration: Bool) async throws {
        let site = try await TestSite()
        let linked = try site.write(named: "linked.md", "width: 6", "height: 4", "isCached: true")
        link(linked, site.directory.path(of: "other-name.txt"))
        if inConfiguration { try site.directory.write("hard-links: break\n", to: ".proofsheet.yml") }
        let run =
            inConfiguration
            ? try await site.run("repair", "--force") : try await site.run("repair", "--force", "--hard-links", "break")
        #expect(run.status == 0)
        #expect(try site.directory.text(of: "linked.md").contains("    isCached: false\n"))
        #expect(try site.directory.text(of: "other-name.txt").contains("    isCached: true\n"))
        #expect(try await site.run("repair", "--hard-links", "follow").status == 2)
        #expect(try await site.run("audit", "--hard-links", "break").status == 2)
    }

    @Test("a cache that cannot be written is a failure that names it and the remedy")
    func unwritableCache() async throws {
        let site = try await TestSite(images: ["/a.jpg": jpeg(6, 4)])
        try site.write("width: 6", "height: 4")
        try site.directory.write("a file", to: ".proofsheet")
        let run = try await site.runOnline("warm")
        #expect(run.status == 3 && run.output.isEmpty)
        #expect(run.error.contains("'.proofsheet'") && run.error.contains("--cache"))
        #expect(try site.directory.text(of: ".proofsheet") == "a file")
        #expect(site.server.requests.isEmpty)
    }

    @Test("a cache without an index knows nothing, and looking at it makes no index")
    func noCache() async throws {
        let site = try await TestSite()
        try site.write("width: 6", "height: 4", "isCached: true")
        let run = try await site.run("audit", "--format", "json")
        #expect(run.status == 3 && run.rules.isEmpty)
        #expect(
            run.json["failures"] as? [String]
                == ["the cache is empty: 1 flag cannot be judged; run 'proofsheet warm'"])
        #expect(try !site.directory.names(in: ".proofsheet").contains("index.sqlite"))
    }

    @Test("repair refuses to turn many flags false at once, unless it is forced")
    func guardsFlags() async throws {
        let site = try await TestSite()
        for number in 0..<21 { try site.write(named: "post\(number).md", "width: 6", "height: 4", "isCached: true") }
        let before = try site.directory.bytes(of: "post7.md")
        let refused = try await site.run("repair")
        #expect(refused.status == 3)
        #expect(refused.error.contains("21 of 21 true flags") && refused.error.contains("--force"))
        #expect(try site.directory.bytes(of: "post7.md") == before)
        let forced = try await site.run("repair", "--force")
        #expect(forced.status == 0 && forced.output.contains("repaired: 21 values in 21 records"))
        #expect(try site.directory.text(of: "post7.md").contains("    isCached: false\n"))
        #expect(try site.directory.text(of: "post7.md").contains("Body: isCached: true\n"))
    }

    @Test("repair without any cache turns no flag false, unless it is forced")
    func guardsWithoutCache() async throws {
        let site = try await TestSite()
        try site.write("width: 6", "height: 4", "isCached: true")
        let refused = try await site.run("repair")
        #expect(refused.status == 3 && refused.error.contains("there is no cache there"))
        #expect(try await site.run("repair", "--force").status == 0)
        #expect(try site.directory.text(of: "post.md").contains("    isCached: false\n"))
    }

    @Test("a cache that is a file, or is not there to be looked after, is named")
    func badCache() async throws {
        let site = try await TestSite()
        try site.write("width: 6", "height: 4", "isCached: true")
        try site.directory.write("a file", to: "file")
        let audit = try await site.run("audit", "--cache", "file")
        #expect(audit.status == 3 && audit.error.contains("the cache cannot be read: cannot look at 'file/"))
        let stats = try await site.run("cache", "stats", "--cache", "nowhere")
        #expect(stats.status == 2 && stats.error.contains("there is no cache in 'nowhere'"))
    }

    @Test("an object that cannot be read is no missing one, and costs no flag")
    func unreadableObject() async throws {
        let site = try await TestSite(images: ["/a.jpg": jpeg(6, 4)])
        try site.write("width: 6", "height: 4", "isCached: true")
        _ = try await site.runOnline("warm")
        // To read a process's memory where it has none fails for everybody, root included, as a bad disk does.
        let shelf = try #require(try site.directory.names(in: ".proofsheet/objects").first)
        let file = try #require(try site.directory.names(in: ".proofsheet/objects/\(shelf)").first)
        let path = site.directory.path(of: ".proofsheet/objects/\(shelf)/\(file)")
        try FileManager.default.removeItem(atPath: path)
        symlink("/proc/self/mem", path)
        let repair = try await site.run("repair")
        #expect(repair.status == 3 && repair.error.contains("the cache cannot be read"))
        #expect(try site.directory.text(of: "post.md").contains("    isCached: true\n"))
        let verify = try await site.run("cache", "verify", "--repair")
        #expect(verify.status == 3 && verify.output.contains("0 damaged, 0 dropped"))
    }

    @Test("an entry that cannot be edited costs only itself")
    func oneRefusal() async throws {
        let site = try await TestSite()
        let entry = { (name: String, flag: String) in
            "  - {url: \"https://images.example/\(name).jpg\", width: 6, height: 4, isCached: \(flag)}\n"
        }
        let record = { (flag: String) in
            "---\nimages:\n" + entry("a", flag) + entry("b", "!!str true") + "---\n"
        }
        try site.directory.write(record("true"), to: "post.md")
        let run = try await site.run("repair", "--force", "--format", "json")
        #expect(run.status == 3)
        #expect((run.json["failures"] as? [String])?.first?.hasPrefix("'post.md', images[1]: ") == true)
        #expect(try site.directory.text(of: "post.md") == record("false"))
    }

    @Test("a file that is no record is a usage error", arguments: ["notes.txt", "/dev/null"])
    func noRecord(path: String) async throws {
        let site = try await TestSite()
        try site.directory.write("text", to: "notes.txt")
        let run = try await site.run("audit", path)
        #expect(run.status == 2 && run.error.contains("'\(path)' is no record; records are files ending in"))
    }

    @Test("what a path or a configuration holds never reaches the terminal raw")
    func escapesErrors() async throws {
        let site = try await TestSite()
        try site.write("width: 6", "height: 4")
        try site.directory.write("\"\\e[31mfoo\": 1\n", to: "bad.yml")
        for run in [
            try await site.run("audit", "no\u{1B}[31m\nwhere"), try await site.run("audit", "--config", "bad.yml"),
            try await site.run("audit", "--site-url", "\u{1B}[31m"), try await site.run("audit", "--\u{1B}[31m"),
        ] {
            #expect(run.status == 2 && !run.error.contains("\u{1B}"))
        }
    }

    @Test(
        "an unknown option, command or format is a usage error",
        arguments: [
            ["audit", "--nonsense"], ["nonsense"], ["audit", "--format", "nonsense"], ["warm", "--concurrency", "0"],
            ["warm", "--remap", "one-word"], ["audit", "--fail-on", "sometimes"],
        ])
    func usage(arguments: [String]) async throws {
        let directory = try TemporaryDirectory()
        try directory.write("---\n---\n", to: "a.md")
        let run = try await Program.run(arguments, in: directory)
        #expect(run.status == 2 && !run.error.isEmpty)
    }

    @Test("a configuration with an unknown key names the line and what may have been meant")
    func configuration() async throws {
        let site = try await TestSite()
        try site.write("width: 6", "height: 4")
        try site.directory.write("tolerance: 2\nconcurency: 3\n", to: ".proofsheet.yml")
        let run = try await site.run("audit")
        #expect(run.status == 2)
        #expect(run.error.contains(".proofsheet.yml:2:1: unknown key 'concurency'; did you mean 'concurrency'?"))
    }
}
