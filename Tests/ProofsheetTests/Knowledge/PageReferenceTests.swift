import Auditing
import Decoding
import TestSupport
import Testing

@testable import Proofsheet

@Suite("References of pages")
struct PageReferenceTests {
    @Test(
        "Relative ones lead on from <base>",
        arguments: [
            ("/blog/", "a.png", "/blog/a.png"), ("/blog/x.html?y/z", "a.png", "/blog/a.png"),
            ("/blog/", "/a.png", "/a.png"),
            ("https://x.example/blog/", "../a.png", "https://x.example/a.png"), ("../", "a.png", "../a.png"),
            ("https://x.example/blog/", "/a.png", "https://x.example/a.png"),
            ("//x.example/b/", "a.png", "//x.example/b/a.png"),
            ("//x.example/b/", "/a.png", "//x.example/a.png"), ("x", "a.png", "a.png"), ("", "a.png", "a.png"),
            ("/blog/", "https://y.example/a.png", "https://y.example/a.png"), ("/blog/", "//y/a.png", "//y/a.png"),
            ("/blog/", "data:image/png;base64,AA", "data:image/png;base64,AA"), ("{{ x }}/", "a.png", "{{ x }}/a.png"),
            ("/blog/", "{{ x }}/a.png", "{{ x }}/a.png"), (" /blog/ ", " a.png ", "/blog/a.png"),
        ])
    func base(base: String, reference: String, expected: String) {
        #expect(BaseReference(base).resolve(reference) == expected)
    }

    @Test("`..` leads to files beside the record's directory, and never out of the site")
    func parents() throws {
        let directory = try TemporaryDirectory()
        for name in ["site/img/a.png", "site/posts/b.png", "outside.png"] { try directory.write("", to: name) }
        let root = directory.path(of: "site")
        let locator = try ImageLocator(siteURL: nil, siteRoots: [root])
        let record = root + "/posts/2024/index.html"
        #expect(locator.locate("../../img/a.png", in: record) == .file(path: root + "/img/a.png"))
        #expect(locator.locate("../b.png?x", in: record) == .file(path: root + "/posts/b.png"))
        #expect(locator.locate("../../../outside.png", in: record) == .site)
        #expect(locator.locate("../outside.png", in: "post.md") == .site)
        let other = try ImageLocator(siteURL: nil, siteRoots: ["static"])
        #expect(other.locate("../b.png", in: record) == .site)
    }

    @Test("A directory that is looked at is a root of the site")
    func builtSite() async throws {
        let directory = try TemporaryDirectory()
        try directory.write(TestPicture(width: 30, height: 20, seed: 9).png(), to: "_site/img/a.png")
        try directory.write(
            "<base href='/img/'><img src='a.png' width='31' height='7'>", to: "_site/blog/index.html")
        var configuration = Configuration()
        configuration.cacheDirectory = directory.path(of: "Cache")
        let archive = Archive(paths: [directory.path(of: "_site")], configuration: configuration)
        let findings = try await archive.audit().findings
        #expect(findings.map(\.rule) == ["dimensions-mismatch"])
    }
}
