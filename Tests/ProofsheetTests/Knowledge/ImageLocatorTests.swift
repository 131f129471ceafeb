import Auditing
import TestSupport
import Testing

@testable import Proofsheet

@Suite("Where images are")
struct ImageLocatorTests {
    @Test("absolute URLs are taken as they are, fragments dropped")
    func absolute() throws {
        let locator = try ImageLocator(siteURL: nil)
        let locate = { (url: String) in locator.locate(url, in: "post.md") }
        #expect(
            locate("https://Example.com/a%2Cb.jpg?x=1#top")
                == .remote(url: "https://example.com/a%2Cb.jpg?x=1", isOnSite: false))
        #expect(
            locate("//cdn.example.com/a.jpg") == .remote(url: "https://cdn.example.com/a.jpg", isOnSite: false))
    }

    @Test("what browsers drop of a URL counts for nothing", arguments: ["\n", "\t ", "\r\n", "\u{0}"])
    func stripped(dropped: String) throws {
        let directory = try TemporaryDirectory()
        let file = try directory.write("", to: "a.jpg")
        let locator = try ImageLocator(siteURL: nil)
        let record = directory.path(of: "post.md")
        #expect(
            locator.locate("\(dropped)https://example.com/a.jpg\(dropped)", in: record)
                == .remote(url: "https://example.com/a.jpg", isOnSite: false))
        #expect(locator.locate("a.jpg\(dropped)", in: record) == .file(path: file))
        #expect(locator.locate("a.\njpg", in: record) == .file(path: file))
        #expect(locator.locate(dropped, in: record) == .invalid(reason: "the URL is empty"))
    }

    @Test("relative URLs belong to the site", arguments: ["/a.jpg", "a.jpg", "../a.jpg", "?a", "a/b:c.jpg"])
    func relative(url: String) throws {
        #expect(try ImageLocator(siteURL: nil).locate(url, in: "post.md") == .site)
    }

    @Test("names that look the same are those of different files")
    func normalization() throws {
        let directory = try TemporaryDirectory()
        let file = try directory.write("", to: "e\u{301}.jpg")
        let locator = try ImageLocator(siteURL: nil)
        let record = directory.path(of: "post.md")
        #expect(locator.locate("\u{e9}.jpg", in: record) == .site)
        guard case .file(let path) = locator.locate("e\u{301}.jpg", in: record) else {
            Issue.record("the file was not found")
            return
        }
        #expect(Array(path.utf8) == Array(file.utf8))
    }

    @Test("with a site URL, relative URLs resolve against it as a directory")
    func site() throws {
        let locator = try ImageLocator(siteURL: "https://news.example/blog")
        let locate = { (url: String) in locator.locate(url, in: "post.md") }
        #expect(locate("a.jpg") == .remote(url: "https://news.example/blog/a.jpg", isOnSite: true))
        #expect(locate("/a.jpg") == .remote(url: "https://news.example/a.jpg", isOnSite: true))
        #expect(
            locate("https://news.example/blog/x") == .remote(url: "https://news.example/blog/x", isOnSite: true)
        )
        #expect(locate("https://news.example/x") == .remote(url: "https://news.example/x", isOnSite: false))
    }

    @Test(
        "what is no http or https URL is invalid, with a reason",
        arguments: ["", "ftp://h/a", "data:image/png", "https://"])
    func invalid(url: String) throws {
        guard case .invalid(let reason) = try ImageLocator(siteURL: nil).locate(url, in: "post.md") else {
            Issue.record("'\(url)' was taken")
            return
        }
        #expect(!reason.isEmpty)
    }

    @Test("files of the site are found beside the record or below the roots, and never outside them")
    func files() throws {
        let directory = try TemporaryDirectory()
        let names = ["static/img/a b.jpg", "posts/p/cover.jpg", "top.jpg", "static/top.jpg", "outside.jpg"]
        for name in names { try directory.write("", to: "site/" + name) }
        let root = directory.path(of: "site")
        let locator = try ImageLocator(siteURL: "https://news.example/", siteRoots: [root, root + "/static"])
        let record = root + "/posts/p/index.md"
        func file(_ name: String) -> ImageLocation { .file(path: root + "/" + name) }
        #expect(locator.locate("/img/a%20b.jpg?v=1#x", in: record) == file("static/img/a b.jpg"))
        #expect(locator.locate("cover.jpg", in: record) == file("posts/p/cover.jpg"))
        #expect(locator.locate("./cover.jpg", in: record) == file("posts/p/cover.jpg"))
        #expect(locator.locate("/top.jpg", in: record) == file("top.jpg"))
        #expect(locator.locate("https://news.example/top.jpg", in: record) == file("top.jpg"))
        #expect(
            locator.locate("/cover.jpg", in: record)
                == .remote(url: "https://news.example/cover.jpg", isOnSite: true))
        let guarded = try ImageLocator(siteURL: nil, siteRoots: [root + "/static"])
        for url in ["/../outside.jpg", "/%2e%2e/outside.jpg", "/img/../../outside.jpg", "/a%00b", "/%ff", "/"] {
            #expect(guarded.locate(url, in: "post.md") == .site)
        }
    }

    @Test("a site URL that is none is a usage error")
    func badSite() {
        let error = #expect(throws: ProofsheetError.self) { try ImageLocator(siteURL: "news.example") }
        #expect(error?.kind == .usage && error?.message.contains("'news.example'") == true)
        let secret = #expect(throws: ProofsheetError.self) {
            try ImageLocator(siteURL: "https://me:PASS1@news.example")
        }
        #expect(secret?.message.contains("'https://news.example'") == true)
    }
}
