import Caching
import Decoding
import FileSystem
import Foundation
import Probing
import Reporting
import TestSupport
import Testing

@testable import Proofsheet

@Suite("Thumbnails of a proof sheet")
struct ThumbnailTests {
    private let directory: TemporaryDirectory
    private var maker: ThumbnailMaker

    init() throws {
        directory = try TemporaryDirectory()
        let cache = try Cache(reading: directory.path(of: "Cache"))
        maker = ThumbnailMaker(
            objects: cache.objects, queue: WorkQueue(width: 2),
            directory: ThumbnailDirectory(besidePage: directory.path(of: "sheet.html")))
    }

    /// Images of the site, each another one.
    private func pictures(_ count: Int) throws -> [SheetPicture] {
        try (0..<count).map { number in
            let bytes = TestPicture(width: 40 + number, height: 30, seed: UInt64(number)).jpeg()
            let path = try directory.write(bytes, to: "img/\(number).jpg")
            return SheetPicture(source: .file(path), header: try Probe.header(of: bytes.span))
        }
    }

    private func sheet(
        _ maker: ThumbnailMaker, _ pictures: [SheetPicture], first: [Int] = []
    ) async -> (sheet: ProofSheet, failures: [String]) {
        var sheet = ProofSheet()
        var failures: [String] = []
        await maker.add(pictures, to: &sheet, &failures, first: pictures.indices.map(first.contains))
        return (sheet, failures)
    }

    private func sizes(_ sheet: ProofSheet) -> [Bool] {
        if case .embedded(let files) = sheet.thumbnails { files.map { $0 != nil } } else { [] }
    }

    @Test("of a small site stand in the page, and leave no directory")
    func embedded() async throws {
        let (sheet, failures) = await sheet(maker, try pictures(3))
        #expect(sizes(sheet) == [true, true, true] && failures.isEmpty && sheet.notes.isEmpty)
        #expect(try directory.names() == ["img"])
    }

    @Test("of a larger one are files beside the page, made once")
    func files() async throws {
        var maker = maker
        maker.limits.thumbnails = 2
        let pictures = try pictures(3)
        let first = await sheet(maker, pictures)
        guard case .files("sheet-thumbnails", let names) = first.sheet.thumbnails else {
            Issue.record("no files")
            return
        }
        #expect(try directory.names(in: "sheet-thumbnails") == names.compactMap(\.self).sorted())
        #expect(names.compactMap(\.self).allSatisfy(ThumbnailDirectory.isOurs))
        // A whole one is taken as it is, one that is cut short is made anew.
        let other = TestPicture(width: 9, height: 9, seed: 9).jpeg()
        try directory.write(other, to: "sheet-thumbnails/" + #require(names[0]))
        let whole = try directory.bytes(of: "sheet-thumbnails/" + #require(names[1]))
        try directory.write(Array(whole.prefix(100)), to: "sheet-thumbnails/" + #require(names[1]))
        _ = await sheet(maker, pictures)
        #expect(try directory.bytes(of: "sheet-thumbnails/" + #require(names[0])) == other)
        #expect(try directory.bytes(of: "sheet-thumbnails/" + #require(names[1])) == whole)
    }

    @Test("that would make the page too heavy are files, too")
    func heavy() async throws {
        var maker = maker
        maker.limits.bytes = 100
        let (sheet, _) = await sheet(maker, try pictures(2))
        #expect(sheet.thumbnails.count == 2 && sizes(sheet).isEmpty)
    }

    @Test("for standard output are as many as the page holds, of what has findings first, and the page says so")
    func standardOutput() async throws {
        let limited = ThumbnailMaker(
            objects: maker.objects, queue: maker.queue, directory: nil, limits: .init(thumbnails: 2))
        let (sheet, _) = await sheet(limited, try pictures(4), first: [3])
        #expect(sizes(sheet) == [true, false, false, true])
        #expect(sheet.notes.count == 1 && sheet.notes[0].contains("2 of 4 images"))
    }

    @Test("of an image that cannot be read or decoded are missing, and cost no other")
    func missing() async throws {
        var pictures = try pictures(3)
        try FileSystem.remove(directory.path(of: "img/0.jpg"))
        try directory.write(Array("no image".utf8), to: "img/1.jpg")
        pictures[1].header = ImageHeader(format: .jpeg, rawWidth: 40, rawHeight: 30)
        let (sheet, failures) = await sheet(maker, pictures)
        #expect(sizes(sheet) == [false, false, true] && failures.isEmpty)
    }

    @Test("that cannot be written are one failure")
    func unwritable() async throws {
        var maker = maker
        maker.limits.thumbnails = 1
        try directory.write("a file", to: "sheet-thumbnails")
        let (sheet, failures) = await sheet(maker, try pictures(2))
        #expect(sheet.thumbnails.count == 0)
        #expect(failures.count == 1 && failures[0].contains("sheet-thumbnails"))
    }

    @Test("of an earlier page are removed, and other files are not")
    func old() throws {
        let thumbnails = try #require(ThumbnailDirectory(besidePage: directory.path(of: "sheet.html")))
        let digits = String(repeating: "0", count: 64)
        for name in ["\(digits)-240.jpg", "\(digits)-240.png", "\(digits)-.jpg", "a-240.jpg"] {
            try directory.write("", to: "sheet-thumbnails/" + name)
        }
        try thumbnails.removeOthers(than: [])
        #expect(
            try directory.names(in: "sheet-thumbnails") == ["\(digits)-.jpg", "\(digits)-240.png", "a-240.jpg"])
        for name in try directory.names(in: "sheet-thumbnails") {
            try FileSystem.remove(directory.path(of: "sheet-thumbnails/" + name))
        }
        try directory.write("", to: "sheet-thumbnails/\(digits)-240.jpg")
        try thumbnails.removeOthers(than: [])
        #expect(try directory.names() == [])
    }

    @Test("are named for the page, and have no directory beside a device")
    func directories() throws {
        #expect(ThumbnailDirectory(besidePage: "a/b.HTML")?.path == "a/b-thumbnails")
        #expect(ThumbnailDirectory(besidePage: "page")?.path == "./page-thumbnails")
        #expect(ThumbnailDirectory(besidePage: "/dev/null") == nil)
    }
}
