import Foundation
import TestSupport
import Testing

@Suite("Configuration")
struct ConfigurationTests {
    @Test("each value is printed with where it comes from; what comes later wins")
    func origins() async throws {
        let directory = try TemporaryDirectory()
        try directory.write(
            "concurrency: 30\nretries: 1\nheavy-size: 2MB\ncontact: a@b.example\n", to: ".proofsheet.yml")
        let line =
            "PROOFSHEET_RETRIES=2 PROOFSHEET_QUIET=true PROOFSHEET_CONTACT=c@d.example $0 config --contact e@f.example"
        let run = try await Program.runShell(line, in: directory)
        let lines = run.output.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
        let path = try #require(lines.first { $0.hasPrefix("concurrency: 30 # ") }).dropFirst(18)
        #expect(path.hasSuffix("/.proofsheet.yml:1"))
        for expected in [
            "retries: 2 # PROOFSHEET_RETRIES", "quiet: true # PROOFSHEET_QUIET",
            "contact: \"e@f.example\" # command line",
            "heavy-size: \"2MB\" # \(path.dropLast())3", "max-redirects: 5 # default", "# site-url: not set # default",
        ] { #expect(lines.contains(expected), "\(expected)") }
    }

    @Test("what is printed can be a configuration file, and means the same")
    func roundTrip() async throws {
        let directory = try TemporaryDirectory()
        try directory.write(
            """
            include: [content, 'a b/*.md']
            remap: '^https://a\\.example/ https://b.example/'
            headers: {Referer: 'https://x.example/'}
            rules: {dimensions-scaled: off, flag-unset: error}
            ignore: {rule: image-gone, record: 'archive/*.md', reason: "it's known"}
            placeholders: 161x81@i.example
            max-age: 36h
            viewport: 600x700
            """, to: ".proofsheet.yml")
        let first = try await Program.run(["config"], in: directory)
        #expect(first.status == 0)
        try directory.write(first.output, to: ".proofsheet.yml")
        let second = try await Program.run(["config"], in: directory)
        let values = { (text: String) in text.split(separator: "\n").map { $0.components(separatedBy: " # ")[0] } }
        #expect(
            second.status == 0
                && values(second.output).map { $0.trimmingCharacters(in: .whitespaces) }
                    == values(first.output).map { $0.trimmingCharacters(in: .whitespaces) },
            "\(second.error)")
    }

    @Test("a wrong variable is a usage error that names it")
    func wrongVariable() async throws {
        let directory = try TemporaryDirectory()
        let run = try await Program.runShell("PROOFSHEET_FAIL_ON=sometimes $0 config", in: directory)
        #expect(
            run.status == 2 && run.error.contains("'PROOFSHEET_FAIL_ON'")
                && run.error.contains("error, warning, info, unchecked, never")
        )
    }

    @Test("a file of settings changes what commands do, as their options would")
    func settings() async throws {
        let site = try await TestSite()
        try site.makeCache()
        try site.write("width: 60", "height: 40", "isCached: true")
        try site.directory.write("format: json\nfail-on: never\n", to: ".proofsheet.yml")
        let run = try await site.run("audit")
        #expect(run.status == 0 && run.rules == ["flag-stale"])
        let text = try await site.run("audit", "--format", "text", "--fail-on", "error")
        #expect(text.status == 1 && text.output.hasPrefix("post.md:"))
    }

    @Test(
        "init knows the site by its files, sets what it found, and explains the rest",
        arguments: [
            ("_config.yml", "url: https://j.example\n", "Jekyll", "\"https://j.example\""),
            ("hugo.toml", "baseURL = 'https://h.example/'\n", "Hugo", "\"https://h.example\""),
            ("eleventy.config.mjs", "export default {}\n", "Eleventy", nil), ("astro.config.ts", "", "Astro", nil),
        ] as [(String, String, String, String?)])
    func initial(file: String, text: String, generator: String, siteURL: String?) async throws {
        let site = try await TestSite()
        try site.write(named: "content/post.md", "width: 60", "height: 40")
        try site.directory.write(text, to: file)
        let run = try await site.run("init")
        #expect(run.status == 0)
        #expect(run.output.hasPrefix("wrote .proofsheet.yml\n  content: 1 image entry in 1 record\n"))
        #expect(!run.output.contains(".proofsheet/"))
        let written = try site.directory.text(of: ".proofsheet.yml")
        #expect(written.contains("# A site of \(generator) with 1 record that has 1 image entry.\n"))
        #expect(written.contains("\ninclude: [\"content/\"]\n"))
        #expect(written.contains(siteURL.map { "\nsite-url: \($0)\n" } ?? "\n# site-url: "))
        #expect(try await site.run("audit").status == 0)
        let again = try await site.run("init")
        #expect(again.status == 2 && again.error.contains("is there already"))
    }

    @Test("all that init writes as a comment is what its key may be")
    func comments() async throws {
        let site = try await TestSite()
        try site.write("width: 60", "height: 40")
        _ = try await site.run("init")
        let text = try site.directory.text(of: ".proofsheet.yml")
        // Lines that explain begin with a capital letter.
        let suggestions = text.split(separator: "\n").filter {
            $0.hasPrefix("# ") && $0.dropFirst(2).first?.isLowercase == true
        }
        #expect(suggestions.count > 40)
        for line in suggestions {
            try site.directory.write(String(line.dropFirst(2)) + "\n", to: "one.yml")
            let run = try await Program.runShell(
                "MEDIA_TOKEN='bearer x' $0 config --config one.yml", in: site.directory)
            #expect(run.status == 0, "\(line): \(run.error)")
        }
    }

    @Test("the schema knows every key")
    func schema() async throws {
        let directory = try TemporaryDirectory()
        let schema = try await Program.run(["config", "--schema"], in: directory).json
        let properties = try #require(schema["properties"] as? [String: [String: Any]])
        let printed = try await Program.run(["config"], in: directory).output
        let names = printed.split(separator: "\n").map { line in
            String(line.drop { $0 == "#" || $0 == " " }.prefix { $0 != ":" })
        }
        #expect(Set(names) == Set(properties.keys) && properties.values.allSatisfy { $0["description"] is String })
        #expect(schema["additionalProperties"] as? Bool == false)
    }

    @Test("each option that is called as a key sets that key")
    func options() async throws {
        let directory = try TemporaryDirectory()
        let help = try await Program.run(["config", "--help-all"], in: directory).output
        let schema = try await Program.run(["config", "--schema"], in: directory).json
        let properties = try #require(schema["properties"] as? [String: [String: Any]])
        let printed = try await Program.run(["config"], in: directory).output
        var arguments: [String] = []
        var names: [String] = []
        for (name, property) in properties where help.contains(" --\(name) ") {
            let examples = [property["minimum"].map { "\($0)" }, property["maximum"].map { "\($0)" }].compactMap(\.self)
            let lists = (property["examples"] as? [[String]] ?? []).joined()
            let texts =
                examples + lists + (property["examples"] as? [String] ?? []) + (property["enum"] as? [String] ?? [])
            // What is the default already would not show.
            let value = (texts + ["1kB"]).first { text in
                !["\(name): \(text) ", "\(name): \"\(text)\" "].contains { printed.contains($0) } && text != "."
            }
            let isFlag = property["type"] as? String == "boolean"
            arguments += isFlag ? ["--\(name)"] : ["--\(name)", try #require(value)]
            names.append(name)
        }
        #expect(names.count > 25)
        let run = try await Program.run(["config"] + arguments, in: directory)
        #expect(run.status == 0, "\(run.error)")
        for name in names {
            let line = run.output.split(separator: "\n").first { $0.hasPrefix("\(name): ") }
            #expect(line?.hasSuffix(" # command line") == true, "\(name): \(line ?? "")")
        }
    }

    @Test(
        "an option says what its key takes",
        arguments: [
            ("--retries=x", "--retries takes a whole number from 0 to 20"),
            ("--timeout=0", "--timeout takes a whole number from 1 to 86400"),
            ("--max-size=5XB", "--max-size takes a size such as 50MB"),
            ("--max-age=7", "--max-age takes a whole number and one of the units s, m, h, d and w"),
            ("--format=pdf", "--format takes one of text, json"), ("--color=red", "'auto', 'always' or 'never'"),
            ("--include=[a", "--include: the glob '[a' cannot be used"), ("--remap=one", "'PATTERN REPLACEMENT'"),
        ])
    func wrongOption(option: String, message: String) async throws {
        let run = try await Program.run(["warm", option], in: try TemporaryDirectory())
        #expect(run.status == 2 && run.error.contains(message) && run.error.contains("Usage: "), "\(run.error)")
    }
}
