import Auditing
import Caching
import Records
import Testing

@Suite("An image from elsewhere")
struct ImageRescuedTests {
    private func rescued(from origin: ObjectOrigin?, _ kind: CacheFailure.Kind = .gone) -> Known {
        var known = Known.image(60, 40)
        known.origin = origin
        known.failure = CacheFailure(kind: kind, status: 404, detail: "the server answered 404", occurredAt: 0)
        return known
    }

    private func findings(_ known: Known, _ lines: String...) -> [Finding] {
        Auditor().audit(subject("width: 60", "height: 40", lines.first ?? "isCached: true", known: known))
    }

    @Test("is an info in place of the failure, and its flag may be true")
    func info() throws {
        let archive = ObjectOrigin.fallback(url: "https://archive.example/https://example.com/a.jpg")
        let found = findings(rescued(from: archive))
        #expect(found.map(\.rule) == [.imageRescued])
        #expect(
            found.first?.message
                == "gone at its own address (the server answered 404); the cache has it from "
                + "https://archive.example/https://example.com/a.jpg")
        #expect(findings(rescued(from: archive), "isCached: false").map(\.rule).contains(.flagUnset))
        #expect(findings(rescued(from: .imported(at: 5)))[0].message.hasSuffix("from a file that was imported"))
        #expect(findings(rescued(from: nil)).map(\.rule) == [.imageGone])
    }

    @Test("is none where its object is lost")
    func lost() {
        var known = rescued(from: .fallback(url: "https://archive.example/a.jpg"))
        known.condition = .missing("it is not there")
        #expect(findings(known).map(\.rule).contains(.imageGone))
    }

    @Test("is a placeholder where its own URL or the end of the archive's is known for one")
    func placeholder() {
        var known = rescued(from: .fallback(url: "https://archive.example/web/2/https://example.com/a.jpg"))
        known.finalURL = "https://archive.example/web/2015/https://i.imgur.com/removed.png"
        #expect(findings(known).map(\.rule).contains(.imagePlaceholder))
    }
}
