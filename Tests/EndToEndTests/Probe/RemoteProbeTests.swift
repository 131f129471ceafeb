import DemoSite
import Foundation
import Synchronization
import TestSupport
import Testing

@Suite("probe of URLs")
struct RemoteProbeTests {
    private func probe(_ site: TestSite, _ path: String) async throws -> (ProgramRun, object: [String: Any]) {
        let run = try await site.runOnline("probe", "--format", "json", "https://images.example\(path)")
        return (run, try #require(try run.lines().first))
    }

    @Test("the first 16 KiB are asked for, whatever the size of the image")
    func firstBytes() async throws {
        let site = try await TestSite(parts: ["/a.jpg": jpeg(60, 40) + [UInt8](repeating: 0, count: 3_000_000)])
        let (run, object) = try await probe(site, "/a.jpg")
        #expect(run.status == 0 && object["width"] as? Int == 60 && object["bytesRead"] as? Int == 16_384)
        #expect(site.server.requests.map { $0.headers["range"] } == ["bytes=0-16383"])
        let text = try await site.runOnline("probe", "https://images.example/a.jpg")
        #expect(text.output == "https://images.example/a.jpg: jpeg 60×40 (16384 bytes received)\n")
    }

    @Test("more is asked for, at the place that matters, where the size stands further on")
    func growth() async throws {
        let image = jpegBehind(500_000) + [UInt8](repeating: 0, count: 3_000_000)
        let site = try await TestSite(parts: ["/far.jpg": image])
        let (run, object) = try await probe(site, "/far.jpg")
        #expect(run.status == 0 && object["width"] as? Int == 60)
        #expect(site.server.requests.count > 1 && site.server.requests.count < 6)
        #expect(site.server.requests.last?.headers["if-range"] == "\"a\"")
        #expect((object["bytesRead"] as? Int ?? .max) < 1_500_000)
    }

    @Test(
        "an SVG is read to its end, since browsers show none that is not well-formed there", arguments: [true, false])
    func drawings(isWhole: Bool) async throws {
        let start = "<svg xmlns='http://www.w3.org/2000/svg' width='60' height='40'>"
        let text = start + String(repeating: "<g/>\n", count: 40_000) + (isWhole ? "</svg>" : "<g></svg>")
        let site = try await TestSite(parts: ["/a.svg": Array(text.utf8)])
        let (run, object) = try await probe(site, "/a.svg")
        #expect((run.status == 0) == isWhole && object["width"] as? Int == (isWhole ? 60 : nil))
        #expect((object["error"] as? String)?.contains("end tag") ?? isWhole)
        #expect(object["bytesRead"] as? Int == text.utf8.count)
        #expect(site.server.requests.count > 1 && site.server.requests.count < 6)
    }

    @Test("a server that sends the whole image is cut off")
    func cutOff() async throws {
        let image = jpeg(60, 40) + [UInt8](repeating: 0, count: 40_000_000)
        let site = try await TestSite(images: ["/a.jpg": image])
        let (run, object) = try await probe(site, "/a.jpg")
        #expect(run.status == 0 && object["width"] as? Int == 60)
        #expect((object["bytesRead"] as? Int ?? .max) < 1_000_000 && site.server.requests.count == 1)
    }

    @Test("a part that is not the one asked for is not believed")
    func wrongPart() async throws {
        let image = jpeg(60, 40)
        let site = try await TestSite { request in
            request.headers["range"] == nil
                ? .init(body: image)
                : .init(status: 206, headers: ["Content-Range": "bytes 5-99/20000"], body: jpeg(9, 9))
        }
        let (run, object) = try await probe(site, "/a.jpg")
        #expect(run.status == 0 && object["width"] as? Int == 60 && site.server.requests.count == 2)
    }

    @Test("--robots asks the site what may be fetched, and leaves out what may not", arguments: [[], ["--verify"]])
    func robots(options: [String]) async throws {
        let image = jpeg(60, 40)
        let site = try await TestSite { request in
            request.path == "/robots.txt"
                ? .init(type: "text/plain", body: Array("User-agent: *\nDisallow: /private\n".utf8))
                : .init(type: "image/jpeg", body: image)
        }
        let urls = ["/open.jpg", "/private/a.jpg"].map { "https://images.example" + $0 }
        let run = try await Program.run(["probe", "--robots"] + options + urls + site.network, in: site.directory)
        withExtendedLifetime(site) {}
        let lines = run.output.split(separator: "\n")
        #expect(run.status == 3 && lines.count == 2)
        #expect(lines.first?.contains("jpeg 60×40") == true)
        #expect(lines.last?.contains("robots.txt forbids it") == true)
        #expect(site.server.requests.map(\.path).sorted() == ["/open.jpg", "/robots.txt"])
    }

    @Test("what is not there, is no image or may not be asked is told apart")
    func failures() async throws {
        let site = try await TestSite(parts: ["/page": Array("<html>".utf8), "/empty": []])
        let (missing, object) = try await probe(site, "/missing.jpg")
        #expect(missing.status == 3 && object["error"] as? String == "the server answered 404")
        #expect(object["width"] is NSNull && object["bytesRead"] as? Int == 2)
        #expect(try await probe(site, "/page").0.status == 1)
        #expect(try await probe(site, "/empty").0.status == 1)
        let count = site.server.requests.count
        let offline = try await site.runOnline("probe", "--offline", "https://images.example/page")
        #expect(offline.status == 3 && offline.output.contains("--offline"))
        let refused = try await site.run("probe", "\(site.server.baseURL)/page")
        #expect(refused.status == 3 && refused.output.contains("127.0.0.1") && site.server.requests.count == count)
    }

    @Test("what only the whole image tells is left open")
    func openFrames() async throws {
        let frame = GIF.frame(width: 5, height: 7)
        let gif = GIF.screen(width: 5, height: 7, colours: []) + frame + frame + GIF.trailer
        let site = try await TestSite(parts: ["/a.gif": gif])
        #expect(try await probe(site, "/a.gif").object["frames"] is NSNull)
        try site.directory.write(gif, to: "a.gif")
        #expect(try await site.run("probe", "a.gif").output == "a.gif: gif 5×7 2 frames\n")
    }

    @Test("--verify fetches the whole image")
    func verify() async throws {
        let image = jpeg(300, 200)
        let site = try await TestSite(parts: ["/a.jpg": image])
        let run = try await site.runOnline("probe", "--verify", "--format", "json", "https://images.example/a.jpg")
        let object = try #require(try run.lines().first)
        #expect(object["verdict"] as? String == "intact" && object["bytesRead"] as? Int == image.count)
        #expect(site.server.requests.map { $0.headers["range"] } == [nil])
    }

    @Test("files and URLs come out in the order given, however long the answers take")
    func order() async throws {
        let image = jpeg(60, 40)
        let others = Mutex(0)
        let site = try await TestSite { request in
            let answer = ImageServer.Answer(body: image)
            // The first is answered last but for some.
            if request.path == "/0" { return answer.sent { others.withLock { $0 } >= 20 } }
            others.withLock { $0 += 1 }
            return answer
        }
        try site.directory.write(image, to: "a.jpg")
        let sources = (0..<40).map { $0 % 3 == 1 ? "a.jpg" : "https://images.example/\($0)" }
        try site.directory.write(sources.joined(separator: "\n"), to: "list")
        let run = try await site.runOnline("probe", "--format", "json", "--files-from", "list")
        #expect(try run.status == 0 && run.sources() == sources)
    }

    @Test("an interruption ends the wait for a list")
    func interruption() async throws {
        let site = try await TestSite(parts: [:])
        mkfifo(site.directory.path(of: "list"), 0o600)
        let writer = try #require(FileHandle(forUpdatingAtPath: site.directory.path(of: "list")))
        try writer.write(contentsOf: Data("https://images.example/a.jpg\n".utf8))
        let server = site.server
        let run = try await site.runOnlineInterrupting("probe", "--files-from", "list") { !server.requests.isEmpty }
        #expect(run.status == 130)
        try writer.close()
    }
}
