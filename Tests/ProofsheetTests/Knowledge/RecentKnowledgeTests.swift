import Auditing
import Caching
import Testing

@testable import Proofsheet

@Suite("What was found out lately") struct RecentKnowledgeTests {
    /// Asks for URLs, finds out what is not known, and gives back of which that was.
    private func ask(_ recent: inout RecentKnowledge, for urls: [String]) -> [String] {
        let (places, new) = recent.places(of: urls)
        for url in new {
            #expect(recent.knowledge(of: url) === ImageKnowledge.nothing)
            recent.set(ImageKnowledge(entry: CacheEntry(url: url)), of: url)
        }
        #expect(places.map { recent[$0].entry?.url } == urls)
        recent.tidy()
        return new
    }

    @Test("of images that are named again, only the others are asked for, and each of them once")
    func again() {
        var recent = RecentKnowledge()
        #expect(ask(&recent, for: ["a", "b", "a"]) == ["a", "b"])
        #expect(ask(&recent, for: ["b", "c", "a", "c"]) == ["c"])
    }

    @Test("nothing is kept where each image is named once")
    func once() {
        var recent = RecentKnowledge()
        let urls = (0..<6_000).map(String.init)
        #expect(ask(&recent, for: urls) == urls)
        #expect(ask(&recent, for: urls) == urls)
    }

    @Test("what few images are named again among very many does not grow without end")
    func many() {
        var recent = RecentKnowledge()
        for start in stride(from: 0, to: 80_000, by: 500) {
            let urls = (start..<start + 1_000).map(String.init)
            // Half of them were asked for the last time, except where all were forgotten between.
            let others = ask(&recent, for: urls)
            #expect(others.count >= 500 && others.suffix(500) == urls.suffix(500))
        }
        #expect(ask(&recent, for: ["0"]) == ["0"])
    }

    @Test("what is not asked for is not kept")
    func others() {
        var recent = RecentKnowledge()
        recent.set(ImageKnowledge(entry: CacheEntry(url: "a")), of: "a")
        #expect(recent.knowledge(of: "a") == nil)
        #expect(ask(&recent, for: ["a"]) == ["a"])
    }
}
