import DemoSite
import Foundation
import TestSupport
import Testing

@Suite("Servers that do not answer")
struct OutageTests {
    /// Options that send the requests for hosts to a port that nobody listens at.
    private static let nowhere = [
        "--remap", #"^https://([a-z]+)\.example http://127.0.0.1:1/$1"#, "--allow-private-hosts", "--host-delay", "0",
        "--retries", "0",
    ]

    private func site(hosts: [String]) async throws -> TestSite {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40)])
        for host in hosts {
            for number in 0..<4 {
                try site.write(
                    named: "\(host)\(number).md", url: "https://\(host).example/\(number).jpg", "width: 60",
                    "height: 40", "isCached: true")
            }
        }
        return site
    }

    @Test("a host that is down is one line with a count and what helps")
    func hostDown() async throws {
        let site = try await site(hosts: ["down"])
        let warm = try await Program.run(["warm"] + Self.nowhere, in: site.directory)
        #expect(warm.status == 1, "\(warm.error)")
        let told = warm.output.split(separator: "\n").filter { $0.contains("down.example") }
        #expect(told.count == 1 && told[0].contains("4 images of down.example, in 4 records: "), "\(warm.output)")
        #expect(told[0].contains("'proofsheet warm --retry-failed'"))
        // The flags are part of it.
        let audit = try await site.run("audit")
        #expect(audit.status == 1 && audit.output.split(separator: "\n").count == 3, "\(audit.output)")
        #expect(
            try await site.run("audit", "--format", "json").rules == Array(repeating: "image-unreachable", count: 4))
    }

    @Test("addresses that are refused are one line with the option that allows them")
    func refused() async throws {
        let site = try await TestSite()
        for number in 0..<5 {
            try site.write(
                named: "\(number).md", url: "https://127.0.0.1/\(number).jpg", "width: 60", "height: 40")
        }
        let warm = try await site.run("warm")
        let told = warm.output.split(separator: "\n").filter { $0.contains("127.0.0.1") }
        #expect(warm.status == 1 && told.count == 1, "\(warm.output)")
        #expect(told.first?.contains("5 images of 127.0.0.1, in 5 records: ") == true)
        #expect(told.first?.contains("--allow-private-host 127.0.0.1") == true)
    }

    @Test("few images are each told where they stand")
    func few() async throws {
        let site = try await TestSite()
        try site.write(url: "https://127.0.0.1/1.jpg", "width: 60", "height: 40")
        let warm = try await site.run("warm")
        #expect(warm.output.contains("url-refused  images[0]\n") && warm.output.contains("https://127.0.0.1/1.jpg\n"))
    }

    @Test("where no host answers, that is said once with exit status 3, and no flag is changed")
    func noNetwork() async throws {
        let site = try await site(hosts: ["one", "two"])
        for command in ["warm", "sync"] {
            let run = try await Program.run([command, "--format", "json"] + Self.nowhere, in: site.directory)
            #expect(run.status == 3, "\(run.output)\(run.error)")
            let failures = try #require(run.json["failures"] as? [String])
            #expect(
                failures.count == 1 && failures[0].contains("no server answers: 8 images of 2 hosts"), "\(failures)")
            #expect(failures[0].contains("check the network") && failures[0].contains("'proxy'"))
        }
        #expect(try site.directory.text(of: "one0.md").contains("isCached: true\n---"))
        let text = try await Program.run(["warm"] + Self.nowhere, in: site.directory)
        #expect(text.status == 3 && !text.output.contains("image-unreachable"), "\(text.output)")
        let online = try await Program.run(
            ["audit", "--online", "--format", "json"] + Self.nowhere, in: site.directory)
        #expect(online.status == 3 && online.output.contains("no server answers: "))
    }

    @Test("one host that answers is enough for the others to be those that are down")
    func oneAnswers() async throws {
        let site = try await site(hosts: ["one", "two"])
        try site.write(named: "there.md", "width: 60", "height: 40")
        let network = [
            "--remap", "^https://images.example \(site.server.baseURL)", "--remap",
            #"^https://(one|two)\.example http://127.0.0.1:1/$1"#, "--allow-private-hosts", "--host-delay", "0",
            "--retries", "0",
        ]
        let run = try await Program.run(["warm"] + network, in: site.directory)
        #expect(run.status == 1 && run.output.matches(of: /4 images of (one|two)\.example/).count == 2, "\(run.output)")
        withExtendedLifetime(site.server) {}
    }
}
