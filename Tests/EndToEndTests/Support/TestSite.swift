import Caching
import Decoding
import DemoSite
import Foundation
import TestSupport

/// A directory with records, and a server with their images.
struct TestSite {
    let directory: TemporaryDirectory
    let server: ImageServer
    /// Variables of its runs: it is a site that uses flags, though many a record has none yet.
    var environment = ["PROOFSHEET_FLAGS": "write"]

    init(
        in directory: TemporaryDirectory? = nil,
        answering answer: @escaping @Sendable (ImageServer.Request) -> ImageServer.Answer
    ) async throws {
        self.directory = try directory ?? TemporaryDirectory()
        server = try await ImageServer(answering: answer)
    }

    /// A site whose server has the images given by path, and nothing else.
    init(images: [String: [UInt8]] = [:]) async throws {
        try await self.init { request in
            images[request.path].map { .init(type: "image/jpeg", headers: ["Cache-Control": "max-age=600"], body: $0) }
                ?? .init(status: 404)
        }
    }

    /// A site whose server sends the part of an image that it is asked for.
    init(parts images: [String: [UInt8]]) async throws {
        try await self.init { request in
            guard let image = images[request.path] else { return .init(status: 404, body: Array("no".utf8)) }
            return request.part(of: image) ?? .init(body: image)
        }
    }

    /// Options that send the requests for `https://images.example` to the server.
    var network: [String] {
        ["--remap", "^https://images.example \(server.baseURL)", "--allow-private-hosts", "--host-delay", "0"]
    }

    /// Has the site's configuration send the requests for some hosts of `.example`, a part of a pattern, to the server.
    func sendRequests(of hosts: String) throws {
        let configuration = try directory.text(of: ".proofsheet.yml")
        try directory.write(
            configuration + """
                remap: ['^https://(\(hosts))\\.example \(server.baseURL)']
                allow-private-hosts: true
                host-delay: 0

                """, to: ".proofsheet.yml")
    }

    /// Makes a cache that knows that an image is gone, so that it can judge the flags of others.
    func makeCache(knowing url: String = "https://images.example/known.jpg") throws {
        let cache = try Cache(writingTo: directory.path(of: ".proofsheet"))
        defer { cache.close() }
        let failure = CacheFailure(
            kind: .gone, status: 404, detail: "the server answered 404",
            occurredAt: Int64(Date.now.timeIntervalSince1970))
        try cache.update([CacheEntry(url: url, failure: failure)])
    }

    func run(_ arguments: String...) async throws -> ProgramRun {
        try await Program.run(arguments, in: directory, environment: environment)
    }

    /// Runs a command that makes requests.
    func runOnline(_ arguments: String...) async throws -> ProgramRun {
        // The server stops when nobody holds it any more.
        defer { withExtendedLifetime(server) {} }
        return try await Program.run(arguments + network, in: directory, environment: environment)
    }

    /// Runs a command that makes requests, and interrupts it as soon as `isDue` says so.
    func runOnlineInterrupting(
        _ arguments: String..., when isDue: @escaping @Sendable () -> Bool
    ) async throws -> ProgramRun {
        defer { withExtendedLifetime(server) {} }
        return try await Program.run(
            arguments + network, in: directory, environment: environment, interruptingWhen: isDue)
    }

    /// Writes an article with one entry of the given lines below its URL.
    @discardableResult
    func write(named name: String = "post.md", url: String = "https://images.example/a.jpg", _ lines: String...) throws
        -> String
    {
        let entry = (["- url: \"\(url)\""] + lines.map { "  " + $0 }).joined(separator: "\n  ")
        let text = "---\ntitle: ‘curly’ ✓\n\nimages:\n  \(entry)\n---\n\nBody: isCached: true\n"
        return try directory.write(text, to: name)
    }
}

extension ImageServer.Answer {
    /// The same, held back for as long as the server runs.
    func neverSent() -> Self {
        var answer = self
        answer.hold = { try await Task.sleep(for: .seconds(1_000_000)) }
        return answer
    }

    /// The same, held back until something has happened.
    func sent(when hasHappened: @escaping @Sendable () -> Bool) -> Self {
        var answer = self
        answer.hold = { while !hasHappened() { try await Task.sleep(for: .milliseconds(5)) } }
        return answer
    }
}

extension ImageServer.Request {
    /// The answer with the part that is asked for; nil where it is the whole.
    func part(of image: [UInt8]) -> ImageServer.Answer? {
        guard let range = headers["range"]?.split(separator: "=").last else { return nil }
        let ends = range.split(separator: "-").compactMap { Int($0) }
        guard ends.count == 2, ends[0] < image.count else { return .init(status: 416) }
        let part = ends[0]..<min(ends[1] + 1, image.count)
        let field = "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(image.count)"
        return .init(status: 206, headers: ["Content-Range": field, "ETag": "\"a\""], body: Array(image[part]))
    }
}

/// A small JPEG.
func jpeg(_ width: Int, _ height: Int, orientation: Int? = nil) -> [UInt8] {
    TestPicture(width: width, height: height, seed: 1).jpeg(orientation: orientation)
}

/// A directory with small JPEGs of the given names.
func imageDirectory(_ names: String...) throws -> TemporaryDirectory {
    let directory = try TemporaryDirectory()
    for name in names { try directory.write(jpeg(60, 40), to: name) }
    return directory
}
