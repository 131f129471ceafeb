import Auditing
import Testing

@testable import Proofsheet

@Suite("Where images are")
struct ImageLocatorTests {
    @Test("absolute URLs are taken as they are, fragments dropped")
    func absolute() throws {
        let locator = try ImageLocator(siteURL: nil)
        #expect(
            locator.locate("https://Example.com/a%2Cb.jpg?x=1#top")
                == .remote(url: "https://example.com/a%2Cb.jpg?x=1", isOnSite: false))
        #expect(
            locator.locate("//cdn.example.com/a.jpg") == .remote(url: "https://cdn.example.com/a.jpg", isOnSite: false))
    }

    @Test("relative URLs belong to the site", arguments: ["/a.jpg", "a.jpg", "../a.jpg", "?a", "a/b:c.jpg"])
    func relative(url: String) throws {
        #expect(try ImageLocator(siteURL: nil).locate(url) == .site)
    }

    @Test("with a site URL, relative URLs resolve against it as a directory")
    func site() throws {
        let locator = try ImageLocator(siteURL: "https://news.example/blog")
        #expect(locator.locate("a.jpg") == .remote(url: "https://news.example/blog/a.jpg", isOnSite: true))
        #expect(locator.locate("/a.jpg") == .remote(url: "https://news.example/a.jpg", isOnSite: true))
        #expect(
            locator.locate("https://news.example/blog/x") == .remote(url: "https://news.example/blog/x", isOnSite: true)
        )
        #expect(locator.locate("https://news.example/x") == .remote(url: "https://news.example/x", isOnSite: false))
    }

    @Test(
        "what is no http or https URL is invalid, with a reason",
        arguments: ["", "ftp://h/a", "data:image/png,x", "https://"])
    func invalid(url: String) throws {
        guard case .invalid(let reason) = try ImageLocator(siteURL: nil).locate(url) else {
            Issue.record("'\(url)' was taken")
            return
        }
        #expect(!reason.isEmpty)
    }

    @Test("a site URL that is none is a usage error")
    func badSite() {
        let error = #expect(throws: ProofsheetError.self) { try ImageLocator(siteURL: "news.example") }
        #expect(error?.kind == .usage && error?.message.contains("'news.example'") == true)
    }
}
