import Auditing
import Caching
import Testing

@testable import Proofsheet

@Suite("What was found out lately") struct RecentKnowledgeTests {
    private func ask(_ recent: inout RecentKnowledge, for urls: [String]) -> [String] {
        var result: [String: ImageKnowledge] = [:]
        let others = recent.take(from: urls, to: &result)
        for url in others { recent.add(ImageKnowledge(entry: CacheEntry(url: url)), of: url) }
        #expect(result.allSatisfy { $0.key == $0.value.entry?.url })
        #expect(Set(others).isDisjoint(with: result.keys) && others.count + result.count == urls.count)
        return others
    }

    @Test("of images that are named again, only the others are asked for")
    func again() {
        var recent = RecentKnowledge()
        #expect(ask(&recent, for: ["a", "b"]) == ["a", "b"])
        #expect(ask(&recent, for: ["b", "c", "a"]) == ["c"])
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
}
