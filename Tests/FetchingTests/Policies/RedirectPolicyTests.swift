import Addresses
import Testing

@testable import Fetching

@Suite("Redirect policy") struct RedirectPolicyTests {
    private let policy = RedirectPolicy(options: FetchOptions())

    private func visited(_ paths: [String]) throws -> [ResolvedURL] {
        try paths.map { try URLPolicy.normalize("https://example.com\($0)") }
    }

    @Test("the five statuses with a target are redirects", arguments: 200...399)
    func statuses(_ status: Int) {
        #expect(
            RedirectPolicy.isRedirect(status: status, location: "/a") == [301, 302, 303, 307, 308].contains(status))
        #expect(!RedirectPolicy.isRedirect(status: status, location: nil))
    }

    @Test("a target is relative to the URL that redirected") func relative() throws {
        #expect(try policy.target(of: "b", visited: visited(["/x", "/a/"])).string == "https://example.com/a/b")
        #expect(
            try policy.target(of: "//cdn.example/ä", visited: visited(["/"])).string == "https://cdn.example/%C3%A4")
    }

    @Test("a step down to http is followed") func downgrade() throws {
        #expect(try policy.target(of: "http://example.com/", visited: visited(["/"])).scheme == "http")
    }

    @Test(
        "a target that may not be fetched is refused, credentials unrepeated",
        arguments: [
            "ftp://example.com/", "file:///etc/passwd", "data:,a", "http://me:secret@example.com/", "http://", "//[::1",
        ])
    func refused(_ location: String) throws {
        let visited = try visited(["/"])
        #expect {
            try policy.target(of: location, visited: visited)
        } throws: { error in
            guard case .refused(let reason) = error as? FetchFailure else { return false }
            return !reason.contains("secret")
        }
    }

    @Test("a circle and a chain beyond the limit end") func chains() throws {
        let four = try visited(["/", "/1", "/2", "/3", "/4"])
        #expect(try policy.target(of: "/5", visited: four).string == "https://example.com/5")
        let five = try visited(["/", "/1", "/2", "/3", "/4", "/5"])
        #expect(throws: FetchFailure.tooManyRedirects(reason: "there are more than 5 redirects (option max-redirects)"))
        {
            try policy.target(of: "/6", visited: five)
        }
        for back in ["/1", "/", "#a", ""] {
            #expect(throws: FetchFailure.tooManyRedirects(reason: "the redirects lead in a circle")) {
                try policy.target(of: back, visited: visited(["/", "/1"]))
            }
        }
    }
}
