import TestSupport
import Testing

@testable import Records

@Suite("Agreement with html5lib", .enabled(if: HTMLOracle.isWanted, "needs python3 with html5lib"))
struct HTMLAgreementTests {
    @Test("Random pages have the elements, attributes and URLs that html5lib and srcset find", arguments: 0..<10)
    func randomPages(hundreds: Int) throws {
        let pages = TestRun.seeds(1_000).map { RandomPage(seed: hundreds * 1_000 + $0).text }
        let expected = try HTMLOracle.elements(of: pages)
        try #require(expected.count == pages.count)
        for (page, expected) in zip(pages, expected) {
            let found = ElementSink(page).elements.map(Self.element).filter { !$0.urls.isEmpty }
            // Browsers move what stands in the wrong place.
            #expect(found.sorted() == expected.sorted(), "\(page.debugDescription)")
        }
    }

    static func element(_ element: BodyElement) -> HTMLOracle.Element {
        let attributes = Dictionary(element.attributes.map { ($0.name, $0.text) }) { first, _ in first }
        let images = element.images.filter { HTMLOracle.readsSourceSets || $0.suffix.isEmpty }
        return HTMLOracle.Element(name: element.name, attributes: attributes, urls: images.map(\.url.text))
    }
}
