import FileSystem
import Foundation
import TestSupport
import Testing

@testable import Records

@Suite(
    "Agreement with html5lib on real texts",
    .enabled(if: HTMLOracle.isWanted && Repository.shared("records") != nil, "needs html5lib and real records"))
struct SharedPageTests {
    @Test("Bodies of real articles, read as pages, have the elements that html5lib finds")
    func bodies() throws {
        let root = try #require(Repository.shared("records"))
        let names = try #require(FileManager.default.enumerator(atPath: root)?.allObjects as? [String])
        let pages = try names.sorted().filter { $0.hasSuffix(".md") || $0.hasSuffix(".html") }.map { name in
            // html5lib reads a text without a byte order mark, which stands before front matter alone.
            String(decoding: try FileSystem.read(joinPath(root, name)).bytes, as: UTF8.self)
                .replacing("\u{FEFF}", with: "")
        }
        let expected = try HTMLOracle.elements(of: pages)
        try #require(expected.count == pages.count && pages.count > 100)
        for (page, expected) in zip(pages, expected) {
            let found = ElementSink(page, hasTemplates: false).elements.map(HTMLAgreementTests.element)
            #expect(found.sorted() == expected.sorted())
        }
        #expect(expected.joined().count > 0)
    }
}
