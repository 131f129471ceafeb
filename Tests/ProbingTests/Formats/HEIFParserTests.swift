import Probing
import TestSupport
import Testing

@Suite("HEIF files")
struct HEIFParserTests {
    private func size(_ bytes: [UInt8]) throws -> [Int] {
        let header = try probe(bytes)
        return [header.rawWidth, header.rawHeight]
    }

    private let items = HEIF.properties(
        [HEIF.size(width: 64, height: 48), HEIF.size(width: 4000, height: 3000), HEIF.size(width: 512, height: 512)],
        of: [(item: 7, [2]), (item: 8, [3]), (item: 9, [1])])

    @Test("The primary item counts, not the largest nor the first one")
    func primaryItem() throws {
        #expect(try size(HEIF.fileType() + HEIF.meta(HEIF.primary(9), items)) == [64, 48])
        #expect(try size(HEIF.fileType() + HEIF.meta(HEIF.primary(8), items)) == [512, 512])
    }

    @Test("The primary item may be named behind the properties")
    func primaryItemBehind() throws {
        let meta = HEIF.meta(Box.full("hdlr"), items, Box.make("idat", [1, 2, 3]), HEIF.primary(9, version: 1))
        #expect(try size(HEIF.fileType() + meta) == [64, 48])
        var open = meta
        open.replaceSubrange(0..<4, with: [0, 0, 0, 0])
        #expect(try size(HEIF.fileType() + open) == [64, 48])
    }

    @Test("The properties of items may be told in several boxes")
    func severalAssociations() throws {
        let size = HEIF.size(width: 64, height: 48)
        let associations = [3, 9].map { item in
            Box.full("ipma", bigEndian(1, size: 4) + bigEndian(item, size: 2) + [1, UInt8(item / 3)])
        }
        let properties = Box.make("ipco", HEIF.size(width: 5, height: 5) + HEIF.size(width: 6, height: 6) + size)
        let meta = HEIF.meta(HEIF.primary(9), Box.make("iprp", properties + associations.joined()))
        #expect(try self.size(HEIF.fileType() + meta) == [64, 48])
    }

    @Test("Items and properties may have large numbers")
    func largeNumbers() throws {
        let many = (0..<300).map { HEIF.size(width: $0 + 1, height: 5) }
        let properties = HEIF.properties(
            many, of: [(item: 1, [1]), (item: 70_000, [300])], version: 1, isWide: true)
        #expect(try size(HEIF.fileType() + HEIF.meta(HEIF.primary(70_000, version: 1), properties)) == [300, 5])
    }

    @Test("The meta box may stand behind the image data, and sizes may have 64 bits or be open")
    func boxSizes() throws {
        let data = Box.make("mdat", [UInt8](repeating: 1, count: 5000), size: .long)
        let contents = [0, 0, 0, 0] + HEIF.primary(9) + items
        for kind in [Box.SizeKind.short, .long, .open] {
            #expect(try size(HEIF.fileType() + data + Box.make("meta", contents, size: kind)) == [64, 48])
        }
    }

    @Test("What an item needs to have a size is asked for")
    func missing() throws {
        let associations = Array(
            items[try #require(items.firstRange(of: Array("ipma".utf8))).lowerBound - 4..<items.count])
        let data = Box.make("mdat", [1])
        for (boxes, text) in [
            (HEIF.meta(items) + data, "no primary item"),
            (HEIF.meta(HEIF.primary(9)) + data, "no properties"),
            (HEIF.meta(HEIF.primary(6), items) + data, "no properties"),
            (HEIF.meta(HEIF.primary(1), HEIF.properties([HEIF.mirror(0)], of: [(1, [1])])), "no size"),
            (HEIF.meta(HEIF.primary(7), Box.make("iprp", items.dropFirst(8) + associations)), "told twice"),
            (HEIF.meta(HEIF.primary(1), HEIF.properties([HEIF.mirror(0)], of: [(1, [2])])), "does not exist"),
            (Box.make("mdat", [1], size: .open), "last box"),
        ] {
            guard case .invalid(let message) = probeError(HEIF.fileType() + boxes) else {
                Issue.record("not refused: \(text)")
                continue
            }
            #expect(message.contains(text), "\(message)")
        }
    }

    @Test("A box that is too short or reaches out of its own is refused")
    func brokenBoxes() {
        let short = bigEndian(6, size: 4) + Array("meta".utf8)
        let far = Box.make("meta", [0, 0, 0, 0] + bigEndian(99, size: 4) + Array("iprp".utf8)) + [1, 2, 3]
        let huge = bigEndian(1, size: 4) + Array("mdat".utf8) + [UInt8](repeating: 0xFF, count: 8)
        let wrapping = bigEndian(1, size: 4) + Array("mdat".utf8) + [0x7F] + [UInt8](repeating: 0xFF, count: 7)
        for bytes in [short, far, huge, wrapping] {
            guard case .invalid = probeError(HEIF.fileType() + bytes) else {
                Issue.record("not refused: \(bytes.prefix(20))")
                continue
            }
        }
    }

    @Test(
        "Sizes far beyond any file never overflow",
        arguments: [1 << 60, (1 << 61) - 1, 1 << 61] + (0..<80).map { Int.max - $0 })
    func endlessFile(size: Int) {
        let box = bigEndian(1, size: 4) + Array("free".utf8) + bigEndian(size, size: 8)
        let open = Box.make("meta", [0, 0, 0, 0] + items + box, size: .open)
        for bytes in [
            HEIF.fileType() + box, HEIF.fileType() + open, JXL.file(JXL.part(0, []), box), JPEG2000.file(box),
        ] {
            let outcome = Probe.header { (offset: Int, _: Int, buffer: inout MutableSpan<UInt8>) -> Int in
                // The same bytes again wherever a box may end.
                let start = offset < bytes.count ? offset : bytes.count - box.count
                for index in 0..<buffer.count {
                    buffer[index] = start + index < bytes.count ? bytes[start + index] : box[index % box.count]
                }
                return buffer.count
            }
            #expect(throws: ProbeError.self) { try outcome.result.get() }
        }
    }

    @Test("A structure that is larger than the limit is refused, and not read")
    func limit() {
        let claim = bigEndian(5 << 20, size: 4)
        let bytes =
            HEIF.fileType() + bigEndian(6 << 20, size: 4) + Array("meta".utf8) + [0, 0, 0, 0] + HEIF.primary(1) + claim
            + Array("iprp".utf8)
        let outcome = Probe.header { (offset: Int, _: Int, buffer: inout MutableSpan<UInt8>) -> Int in
            #expect(buffer.count <= 4096)
            for index in 0..<buffer.count { buffer[index] = offset + index < bytes.count ? bytes[offset + index] : 0 }
            return buffer.count
        }
        guard case .failure(.limitExceeded) = outcome.result else {
            Issue.record("\(outcome.result)")
            return
        }
    }

    @Test("Brands tell AVIF and HEIC apart; the main brand goes first, then a compatible one")
    func brands() {
        func format(_ brand: String, _ compatible: String...) -> ImageFormat? {
            let boxes = HEIF.meta(HEIF.primary(9), items)
            return try? probe(HEIF.fileType(brand, compatible: compatible) + boxes).format
        }
        #expect(format("avif", "heic") == .avif)
        #expect(format("heix", "mif1", "avif") == .heic)
        #expect(format("mif1", "miaf", "heic", "avif") == .avif)
        #expect(format("mif1", "miaf", "heic") == .heic)
        #expect(format("isom", "mif1", "avif") == .avif)
        #expect(format("mif1", "miaf") == .heic)
        #expect(format("isom", "mp42") == nil)
        #expect(format("3gp5") == nil)
    }

    @Test("A brand far behind is found however few bytes are at hand")
    func manyBrands() throws {
        let compatible = [String](repeating: "abcd", count: 60) + ["avif"]
        let bytes = HEIF.fileType("mif1", compatible: compatible) + HEIF.meta(HEIF.primary(9), items)
        var probe = HeaderProbe()
        var count = 0
        while case .needMore(let offset, let more) = probe.advance(
            bytes.span.extracting(first: count), at: 0, isEnd: count == bytes.count)
        {
            try #require(offset + more > count)
            count = min(max(offset + more, count + 1), bytes.count)
        }
        #expect(try Probe.header(of: bytes.span).format == .avif)
    }
}
