import DemoSite
import Foundation
import Proofsheet
import TestSupport
import Testing

@Suite("The library")
struct LibraryTests {
    @Test("its documentation shows code that is compiled and run here")
    func documentation() throws {
        let article = try String(
            contentsOfFile: RepositoryFiles.path(of: "Sources/Proofsheet/Proofsheet.docc/KeepingAnArchiveHonest.md"),
            encoding: .utf8)
        let source = try String(
            contentsOfFile: RepositoryFiles.path(of: "Tests/EndToEndTests/Support/LibraryExample.swift"),
            encoding: .utf8)
        let blocks = article.components(separatedBy: "```swift\n").dropFirst().map {
            $0.components(separatedBy: "```")[0]
        }
        #expect(blocks.count == source.components(separatedBy: "\nfunc ").count - 1)
        for block in blocks { #expect(source.contains("\n\n" + block)) }
    }

    @Test("walks, audits and repairs an archive as its documentation says")
    func example() async throws {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40)])
        try site.write(named: "content/news/post.md", "width: 61", "height: 9", "isCached: true")
        try site.directory.write(
            """
            remap: '^https://images\\.example \(site.server.baseURL)'
            host-delay: 0
            """, to: ".proofsheet.yml")
        let root = site.directory.path(of: "")
        let places = try await directories(of: root)
        #expect(places.map { $0.hasSuffix("/content") } == [true])
        var archive = try archive(of: places, in: root)
        archive.configuration.allowsPrivateHosts = true
        let before = try await troubles(of: archive)
        #expect(before == ["the cache is empty: 1 flag cannot be judged; run 'proofsheet warm'"])
        #expect(try await mend(archive).isEmpty)
        #expect(try await troubles(of: archive).isEmpty)
        let text = try site.directory.text(of: "content/news/post.md")
        #expect(text.contains("width: 60\n") && text.contains("height: 40\n") && text.contains("isCached: true\n"))
        withExtendedLifetime(site) {}
    }
}
