import Probing
import TestSupport
import Testing

struct TIFFParserTests {
    private let tiff = TIFF()

    @Test(
        "Both versions are read in both byte orders, with every type of number",
        arguments: [ByteOrder.bigEndian, .littleEndian], [false, true])
    func variants(order: ByteOrder, isBig: Bool) throws {
        let tiff = TIFF(order: order, isBig: isBig)
        for type in isBig ? [TIFF.short, TIFF.long, TIFF.long8] : [TIFF.short, TIFF.long] {
            let header = try probe(tiff.file(TIFF.size(300, 200, type: type) + [TIFF.orientation(6)], gap: 33))
            #expect(header == ImageHeader(format: .tiff, rawWidth: 300, rawHeight: 200, orientation: 6))
            #expect(header.width == 200)
        }
    }

    @Test("The directory may lie far behind the header, and the entries in any order")
    func places() throws {
        let other = (0..<500).map { TIFF.Entry(0x8000 + $0, TIFF.long, 7) }
        let entries = [TIFF.orientation(3)] + other + TIFF.size(30, 20).reversed() + other
        let header = try probe(tiff.file(entries, gap: 1_000_000))
        #expect(header == ImageHeader(format: .tiff, rawWidth: 30, rawHeight: 20, orientation: 3))
    }

    @Test("Only a single SHORT from 1 to 8 is an orientation", arguments: [(0, 3, 1), (9, 3, 1), (6, 4, 1), (6, 3, 2)])
    func wrongOrientation(value: Int, type: Int, count: Int) throws {
        let entries = TIFF.size(3, 2) + [TIFF.orientation(value, type: type, count: count)]
        #expect(try probe(tiff.file(entries)).orientation == 1)
        #expect(try probe(tiff.file(entries + [TIFF.orientation(8)])).orientation == 1, "the first one counts")
    }

    @Test("A first page that calls itself reduced has the size all the same, and later pages do not count")
    func reducedPage() throws {
        let first = [TIFF.Entry(0xFE, TIFF.long, 1)] + TIFF.size(20, 10)
        let second = tiff.directory(TIFF.size(200, 100))
        let start = tiff.header(directoryAt: 8)
        let bytes = start + tiff.directory(first, next: 8 + 2 + 36 + 4) + second
        #expect(try probe(bytes).width == 20)
    }

    @Test("Pages are counted where each lies behind the one before it", arguments: [false, true])
    func pages(isBig: Bool) throws {
        let tiff = TIFF(isBig: isBig)
        let page = tiff.directory(TIFF.size(20, 10))
        let start = tiff.header(directoryAt: 0).count
        func file(_ nexts: [Int]) -> [UInt8] {
            tiff.header(directoryAt: start) + nexts.flatMap { tiff.directory(TIFF.size(20, 10), next: $0) }
        }
        let (second, third) = (start + page.count, start + 2 * page.count)
        #expect(try probe(file([0]), countsFrames: true).frames == 1)
        #expect(try probe(file([second, third, 0]), countsFrames: true).frames == 3)
        #expect(try probe(file([second, third, 0]), countsFrames: false).frames == nil)
        for nexts in [[second, start], [start], [1], [second, 100_000]] {
            let header = try probe(file(nexts), countsFrames: true)
            #expect(header.frames == nil && header.width == 20, "\(nexts)")
        }
    }

    @Test("Camera raw files are refused, whose first directory is a preview or a sensor")
    func cameraRaw() {
        func reason(_ entries: [TIFF.Entry]) -> String? { probeError(tiff.file(entries + TIFF.size(20, 10)))?.reason }
        let preview = TIFF.Entry(0xFE, TIFF.long, 1)
        let subdirectories = TIFF.Entry(0x14A, TIFF.long, 5000, count: 2)
        #expect(reason([preview, subdirectories])?.contains("preview") == true)
        #expect(reason([subdirectories]) == nil)
        #expect(reason([TIFF.Entry(0xFE, TIFF.long, 2), subdirectories]) == nil)
        #expect(reason([TIFF.Entry(0xC612, 1, 1)])?.contains("DNG") == true)
        #expect(reason([TIFF.Entry(0x106, TIFF.short, 32803)])?.contains("sensor") == true)
        #expect(reason([TIFF.Entry(0x106, TIFF.short, 2)]) == nil)
        let canon =
            tiff.header(directoryAt: 16) + Array("CR\u{2}\0\0\0\0\0".utf8) + tiff.directory(TIFF.size(20, 10))
        #expect(probeError(canon)?.reason.contains("CR2") == true)
    }

    @Test("What tells no sure size is refused")
    func noSize() {
        let cases: [[TIFF.Entry]] = [
            [], [TIFF.Entry(0x100, TIFF.short, 5)], TIFF.size(0, 5), TIFF.size(5, 6, type: 2),
            TIFF.size(5, 6, type: TIFF.long8), TIFF.size(5, 6) + TIFF.size(5, 7),
            [TIFF.Entry(0x100, TIFF.short, 5, count: 2), TIFF.Entry(0x101, TIFF.short, 5)],
        ]
        for entries in cases {
            guard case .invalid = probeError(tiff.file(entries)) else {
                Issue.record("not refused: \(entries)")
                continue
            }
        }
        #expect(probeError(tiff.file(TIFF.size(5, 6) + TIFF.size(5, 6))) == nil)
    }

    @Test("Numbers of 64 bits that fit no file or no image overflow nothing", arguments: [-1, Int.max, Int.min])
    func hugeNumbers(value: Int) {
        let big = TIFF(isBig: true)
        let entries = TIFF.size(5, 6)
        let far = big.header(directoryAt: value)
        #expect(probeError(far + big.directory(entries)) != nil)
        #expect(probeError(big.file(TIFF.size(value, 6, type: TIFF.long8))) != nil)
        let count = littleEndian(value, size: 8)
        #expect(probeError(big.header(directoryAt: 16) + count + big.directory(entries).dropFirst(8)) != nil)
    }

    @Test("A later page with more entries than any file ends the count of pages", arguments: [Int.max, 1 << 60])
    func hugeLaterPage(count: Int) throws {
        let big = TIFF(isBig: true)
        let start = big.header(directoryAt: 0).count
        let first = big.directory(TIFF.size(20, 10), next: start + big.directory(TIFF.size(20, 10)).count)
        let bytes = big.header(directoryAt: start) + first + littleEndian(count, size: 8)
        let header = try probe(bytes, countsFrames: true)
        #expect(header.frames == nil && header.width == 20)
    }

    @Test("A directory that never ends is given up")
    func endlessDirectory() {
        let big = TIFF(isBig: true)
        let entries = [UInt8](repeating: 9, count: 20 * 1000)
        let bytes = big.header(directoryAt: 16) + littleEndian(1 << 40, size: 8) + entries
        guard case .limitExceeded = probeError(bytes, limits: ProbeLimits(maximumHeaderSize: 10_000)) else {
            Issue.record("not given up")
            return
        }
        guard case .truncated = probeError(bytes) else {
            Issue.record("not truncated")
            return
        }
    }

    @Test("A directory inside the header is refused", arguments: [0, 4, 7])
    func directoryInHeader(offset: Int) {
        #expect(
            probeError(tiff.header(directoryAt: offset) + tiff.directory(TIFF.size(5, 6)))
                == .invalid("the TIFF header tells no place of a directory"))
    }

    @Test("BigTIFF has offsets of 8 bytes")
    func offsetSize() {
        var bytes = TIFF(isBig: true).file(TIFF.size(5, 6))
        bytes[4] = 4
        #expect(probeError(bytes) == .invalid("the BigTIFF header has no offsets of 8 bytes"))
    }
}
