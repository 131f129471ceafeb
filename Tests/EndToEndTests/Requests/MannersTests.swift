import DemoSite
import Foundation
import Synchronization
import TestSupport
import Testing

@Suite("Manners and limits of requests")
struct MannersTests {
    @Test("--retry-failed asks only for what failed, a 404 too, and takes what has healed")
    func retryFailed() async throws {
        let image = jpeg(60, 40)
        let isHealed = Mutex(false)
        let site = try await TestSite { request in
            if request.path == "/good.jpg" || (request.path == "/gone.jpg" && isHealed.withLock { $0 }) {
                return .init(type: "image/jpeg", headers: ["Cache-Control": "max-age=0"], body: image)
            }
            return .init(status: request.path == "/gone.jpg" ? 404 : 403)
        }
        for name in ["good", "gone", "blocked"] {
            try site.write(named: "\(name).md", url: "https://images.example/\(name).jpg", "width: 60", "height: 40")
        }
        #expect(try await site.runOnline("warm").status == 1)
        let before = site.server.requests.count
        isHealed.withLock { $0 = true }
        let again = try await site.runOnline("warm", "--retry-failed", "--format", "json")
        #expect(Set(site.server.requests.dropFirst(before).map(\.path)) == ["/gone.jpg", "/blocked.jpg"])
        #expect((again.json["fetched"] as? [String: Int])?["downloaded"] == 1)
        #expect(again.rules == ["image-blocked"])
    }

    @Test("an image with more pixels than are decoded is stored, its size is checked, and its flag is left alone")
    func pixelLimit() async throws {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40)])
        try site.write("width: 60", "height: 50", "isCached: true")
        try site.directory.write("max-pixels: 2399\n", to: ".proofsheet.yml")
        let online = try await site.runOnline("audit", "--online", "--format", "json")
        #expect(online.rules == ["dimensions-mismatch"])
        #expect(try await site.runOnline("warm", "--format", "json").rules == ["image-unsupported"])
        // It is not judged anew by a run with the same limit, but by one with a higher one.
        #expect(try await site.runOnline("warm", "--format", "json").rules == ["image-unsupported"])
        let audit = try await site.run("audit", "--format", "json")
        #expect(Set(audit.rules) == ["dimensions-mismatch", "image-unsupported"])
        try site.directory.write("max-pixels: 2400\n", to: ".proofsheet.yml")
        #expect(try await site.runOnline("warm", "--format", "json").rules.isEmpty)
        #expect(try await site.run("audit", "--format", "json").rules == ["dimensions-mismatch"])
    }

    @Test("limits are set by options and by the configuration, and findings name them")
    func limits() async throws {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40)])
        try site.write("width: 60", "height: 40")
        func message(_ arguments: String...) async throws -> String? {
            let run = try await Program.run(
                ["warm", "--force", "--format", "json"] + arguments + site.network, in: site.directory)
            #expect(run.rules == ["image-unreachable"])
            return (run.json["findings"] as? [[String: Any]])?.first?["message"] as? String
        }
        #expect(try await message("--max-size", "100")?.contains("100 bytes (option max-size)") == true)
        #expect(try await site.runOnline("warm", "--force").status == 0)
    }

    @Test(
        "wrong limits are refused", arguments: ["--timeout=0", "--max-size=5XB", "--retries=-1", "--max-redirects=x"])
    func wrong(_ option: String) async throws {
        let site = try await TestSite()
        #expect(try await site.runOnline("warm", option).status == 2)
    }

    @Test("the contact and the header fields of the configuration go out; a credential goes to its host alone")
    func fields() async throws {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40)])
        try site.write("width: 60", "height: 40")
        try site.directory.write(
            "headers: {Referer: 'https://site.example/'}\nauth: {other.example: PATH}\n", to: ".proofsheet.yml")
        let refused = try await site.runOnline("warm", "--contact", "https://site.example/about")
        // PATH holds no credential, and is not shown for that.
        #expect(refused.status == 2 && refused.error.contains("'PATH'") && !refused.error.contains("/bin"))
        try site.directory.write("headers: {Referer: 'https://site.example/'}\n", to: ".proofsheet.yml")
        #expect(try await site.runOnline("warm", "--contact", "https://site.example/about").status == 0)
        let headers = try #require(site.server.requests.first?.headers)
        #expect(headers["referer"] == "https://site.example/" && headers["authorization"] == nil)
        #expect(headers["user-agent"]?.hasPrefix("Proofsheet/") == true)
        #expect(headers["user-agent"]?.hasSuffix("(+https://site.example/about)") == true)
    }

    @Test("a large web page in place of an image is not read on")
    func largePage() async throws {
        let page = Array("<!doctype html>".utf8) + [UInt8](repeating: 0x20, count: 30_000_000)
        let site = try await TestSite { _ in .init(type: "image/jpeg", body: page) }
        try site.write("width: 60", "height: 40")
        let run = try await site.runOnline("warm", "--format", "json")
        #expect(run.rules == ["image-not-image"])
        #expect((run.json["fetched"] as? [String: Int])?["bytes"] ?? .max < 20_000_000)
    }

    @Test("only the private hosts that are named are asked")
    func privateHosts() async throws {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40)])
        try site.write("width: 60", "height: 40")
        let options = ["warm", "--format", "json", "--remap", "^https://images.example \(site.server.baseURL)"]
        for (host, rules) in [("10.0.0.0/8", ["url-refused"]), ("127.0.0.0/8", [])] {
            let run = try await Program.run(options + ["--allow-private-host", host], in: site.directory)
            #expect(run.rules == rules, "\(run.error)")
        }
        #expect(site.server.requests.count == 1)
        let spelled = try await Program.run(
            options + ["--retry-failed", "--allow-private-host", "127.1"], in: site.directory)
        #expect(spelled.rules == [], "\(spelled.error)")
        let wrong = try await Program.run(options + ["--allow-private-host", "10.0.0.0/40"], in: site.directory)
        #expect(wrong.status == 2 && wrong.error.contains("'10.0.0.0/40' is no name, address or range"))
    }

    @Test("what is refused names the option, and a remapping to another scheme is refused")
    func refusals() async throws {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40)])
        try site.write("width: 60", "height: 40")
        let options = ["warm", "--format", "json", "--remap"]
        let own = try await Program.run(
            options + ["^https://images.example \(site.server.baseURL)"], in: site.directory)
        #expect(own.rules == ["url-refused"])
        #expect(own.output.contains("127.0.0.1 is a loopback address; if the server is yours, "))
        #expect(own.output.contains("allow it with --allow-private-host 127.0.0.1"))
        let other = try await Program.run(
            options + ["^https://images.example ftp://images.example", "--retry-failed"], in: site.directory)
        #expect(other.rules == ["url-refused"])
        #expect(other.output.contains("remapped to a URL that is not fetched: the URL is neither http nor https"))
        #expect(site.server.requests.isEmpty)
    }

    @Test("--robots asks each site once what may be fetched, and leaves out what may not")
    func robots() async throws {
        let site = try await TestSite { request in
            request.path == "/robots.txt"
                ? .init(type: "text/plain", body: Array("User-agent: *\nDisallow: /private/\n".utf8))
                : .init(type: "image/jpeg", body: jpeg(60, 40))
        }
        for name in ["open/a.jpg", "private/b.jpg", "open/c.jpg"] {
            try site.write(
                named: "\(name.dropFirst(name.count - 5)).md", url: "https://images.example/\(name)", "width: 60",
                "height: 40")
        }
        let run = try await site.runOnline("warm", "--robots", "--format", "json")
        #expect(run.rules == ["url-refused"] && run.output.contains("robots.txt forbids it"))
        #expect(Set(site.server.requests.map(\.path)) == ["/robots.txt", "/open/a.jpg", "/open/c.jpg"])
        #expect(site.server.requests.count == 3)
        #expect(try await site.runOnline("warm", "--retry-failed", "--format", "json").rules.isEmpty)
    }
}
