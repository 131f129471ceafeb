import Auditing
import Caching
import Probing
import Testing

@Suite("Rules on images that only their first bytes are known of")
struct ServerAnswerTests {
    private static func header(_ width: Int, _ height: Int, orientation: Int = 1) -> ServerAnswer.Outcome {
        .header(ImageHeader(format: .jpeg, rawWidth: width, rawHeight: height, orientation: orientation))
    }

    private static func failure(_ kind: CacheFailure.Kind) -> ServerAnswer.Outcome {
        .failure(CacheFailure(kind: kind, detail: "the server answered 404", occurredAt: 0))
    }

    @Test("the size is compared, and says nothing of the flag")
    func dimensions() {
        let lines = ["width: 600", "height: 400", "isCached: false"]
        let declared = { (outcome: ServerAnswer.Outcome) in
            rules(subject(lines[0], lines[1], lines[2], known: .probed(outcome)))
        }
        #expect(declared(Self.header(600, 400)).isEmpty)
        #expect(declared(Self.header(600, 338)) == ["dimensions-mismatch"])
        #expect(declared(Self.header(1200, 800)) == ["dimensions-scaled"])
        #expect(declared(Self.header(600, 400, orientation: 6)) == ["dimensions-swapped"])
        #expect(rules(subject("isCached: true", known: .probed(Self.header(2, 2)))).contains("flag-stale"))
        #expect(rules(subject(known: .probed(Self.header(2, 2)))) == ["image-tiny", "dimensions-missing"])
    }

    @Test("every failure has its rule, and the flag is judged by the cache all the same")
    func failures() {
        for (kind, rule) in [
            (CacheFailure.Kind.gone, "image-gone"), (.blocked, "image-blocked"), (.unreachable, "image-unreachable"),
            (.refused, "url-refused"), (.notImage, "image-not-image"), (.truncated, "image-truncated"),
            (.corrupt, "image-corrupt"), (.unsupported, "image-unsupported"),
        ] {
            let known = Known.probed(Self.failure(kind))
            #expect(rules(subject("width: 6", "height: 4", known: known)) == [rule])
            #expect(
                rules(subject("width: 6", "height: 4", "isCached: true", known: known)) == [rule, "flag-stale"])
        }
    }

    @Test("what a server says now counts before what the cache knows of an earlier failure")
    func laterAnswer() {
        var known = Known.failed(.gone)
        known.serverAnswer = ServerAnswer(Self.header(6, 4))
        #expect(rules(subject("width: 6", "height: 4", known: known)).isEmpty)
        let stale = Auditor().audit(subject("width: 6", "height: 4", "isCached: true", known: known))
        #expect(stale.map(\.message) == ["the flag says cached, but the cache holds nothing for this URL"])
        known.serverAnswer = ServerAnswer(Self.failure(.blocked))
        #expect(rules(subject("width: 6", "height: 4", known: known)) == ["image-blocked"])
    }

    @Test("redirects for good are named, and lead to known placeholders")
    func redirects() {
        let placeholder = "https://i.imgur.com/removed.png"
        let known = Known.probed(Self.header(60, 40), finalURL: placeholder, movedTo: placeholder)
        #expect(rules(subject("width: 60", "height: 40", known: known)) == ["url-moved", "image-placeholder"])
        let failed = Known.probed(Self.failure(.gone), movedTo: placeholder)
        #expect(rules(subject("width: 60", "height: 40", known: failed)) == ["image-gone"])
    }
}
