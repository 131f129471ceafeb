import Foundation
import TestSupport
import Testing

@Suite("A review")
struct ReviewTests {
    @Test("writes what is marked, in these bytes only, and undoes it")
    func apply() async throws {
        let site = try ReviewedSite()
        let run = try await site.review { client in
            let (page, number) = try await client.page()
            let fingerprints = try ReviewClient.fingerprints(in: page)
            try #require(fingerprints.count == 2)
            let first = ReviewClient.decisions("fix", on: [fingerprints[0]])
            let answer = try await client.send("POST", "apply?page=\(number)", body: first)
            #expect(answer.status == 200 && answer.json["isPageNew"] as? Bool == true, "\(answer)")
            #expect(answer.json["title"] as? String == "Changed 1 value in 1 record")
            #expect(try site.text == ReviewedSite.first)
            let (next, nextNumber) = try await client.page()
            #expect(nextNumber > number && next.contains("+    height: 40"))
            #expect(try ReviewClient.fingerprints(in: next) == [fingerprints[1]])
            let undone = try await client.send("POST", "undo?page=\(nextNumber)")
            #expect(undone.json["title"] as? String == "Undone: changed 1 value in 1 record", "\(undone)")
            #expect(try site.text == ReviewedSite.article)
            let (_, last) = try await client.page()
            let none = try await client.send("POST", "undo?page=\(last)")
            #expect(none.json["title"] as? String == "There is nothing to undo")
        }
        #expect(run.status == 0 && run.output.hasSuffix("reviewed: nothing was changed\n"), "\(run)")
    }

    @Test("carries out one of two changes that are asked for at once from the same page")
    func two() async throws {
        let site = try ReviewedSite()
        let run = try await site.review { client in
            let (page, number) = try await client.page()
            let fingerprints = try ReviewClient.fingerprints(in: page)
            try #require(fingerprints.count == 2)
            async let one = client.send(
                "POST", "apply?page=\(number)", body: ReviewClient.decisions("fix", on: [fingerprints[0]]))
            async let other = client.send(
                "POST", "apply?page=\(number)", body: ReviewClient.decisions("fix", on: [fingerprints[1]]))
            let titles = try await [one, other].compactMap { $0.json["title"] as? String }
            #expect(titles.sorted() == ["Changed 1 value in 1 record", "Nothing was changed"])
            #expect(try site.text == (titles[0].hasPrefix("Changed") ? ReviewedSite.first : ReviewedSite.second))
        }
        #expect(run.status == 0 && run.output.hasSuffix("reviewed: changed 1 value in 1 record\n"), "\(run)")
    }

    @Test("refuses what was decided on a page that another window has left behind")
    func outdated() async throws {
        let site = try ReviewedSite()
        _ = try await site.review { client in
            let (page, number) = try await client.page()
            let fingerprints = try ReviewClient.fingerprints(in: page)
            for (place, expected) in [(0, true), (1, false)] {
                let body = ReviewClient.decisions("fix", on: [fingerprints[place]])
                let answer = try await client.send("POST", "apply?page=\(number)", body: body)
                #expect((answer.json["title"] as? String == "Changed 1 value in 1 record") == expected, "\(answer)")
            }
            #expect(try site.text == ReviewedSite.first)
        }
    }

    @Test("ends by Ctrl-C and by its page with status 0, and says what was done", arguments: [true, false])
    func end(byPage: Bool) async throws {
        let site = try ReviewedSite()
        let run = try await site.review("--baseline", "baseline.json") { client in
            var (page, number) = try await client.page()
            let fingerprints = try ReviewClient.fingerprints(in: page)
            let fix = ReviewClient.decisions("fix", on: [fingerprints[1]])
            #expect(try await client.send("POST", "apply?page=\(number)", body: fix).status == 200)
            (page, number) = try await client.page()
            let accept = ReviewClient.decisions("accept", on: [fingerprints[0]])
            #expect(try await client.send("POST", "apply?page=\(number)", body: accept).status == 200)
            (page, number) = try await client.page()
            #expect(try ReviewClient.fingerprints(in: page).isEmpty)
            if byPage {
                #expect(try await client.send("POST", "done").status == 200)
                await Program.onOwnThread { client.process.waitUntilExit() }
            }
        }
        #expect(run.status == 0)
        #expect(run.output.hasSuffix("/\nreviewed: changed 1 value in 1 record, accepted 1 finding\n"), "\(run)")
        #expect(try site.text == ReviewedSite.second)
        let audit = try await Program.run(["audit", "--baseline", "baseline.json", "posts"], in: site.directory)
        #expect(audit.status == 0 && audit.output.contains("1 accepted by the baseline"), "\(audit)")
    }

    @Test("needs a port that is free, and a path that is there")
    func misuse() async throws {
        let site = try ReviewedSite()
        _ = try await site.review { client in
            let second = try await Program.run(["review", "--port", "\(client.port)", "posts"], in: site.directory)
            #expect(second.status == 3 && second.error.contains("give another --port"), "\(second)")
        }
        #expect(try await Program.run(["review", "nowhere"], in: site.directory).status == 2)
        #expect(try await Program.run(["review", "--port", "65536", "posts"], in: site.directory).status == 2)
    }

    @Test("tells the browser its address by a file that only its user can read, for as long as it runs")
    func open() async throws {
        let site = try ReviewedSite()
        let script = "#!/bin/sh\necho \"$1\" >shown.tmp && mv shown.tmp shown\n"
        for name in ["xdg-open", "open"] {
            let path = try site.directory.write(script, to: "bin/\(name)")
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        }
        let path = site.directory.path(of: "bin") + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "")
        var shown = ""
        let run = try await ReviewClient.run(
            ["--open", "posts"], in: site.directory, environment: ["PATH": path]
        ) { client in
            while !FileManager.default.fileExists(atPath: site.directory.path(of: "shown")), client.process.isRunning {
                try await Task.sleep(for: .milliseconds(10))
            }
            shown = try site.directory.text(of: "shown").trimmingCharacters(in: .newlines)
            #expect(!shown.contains(client.token))
            let page = String(decoding: try Data(contentsOf: URL(fileURLWithPath: shown)), as: UTF8.self)
            #expect(page.contains("url=\(client.origin)/\(client.token)/\""))
            let mode = try FileManager.default.attributesOfItem(atPath: shown)[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
        #expect(run.status == 0 && !shown.isEmpty && !FileManager.default.fileExists(atPath: shown), "\(run)")
    }
}
