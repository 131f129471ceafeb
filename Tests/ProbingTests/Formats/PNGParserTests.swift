import Probing
import TestSupport
import Testing

struct PNGParserTests {
    @Test("IHDR gives the size")
    func size() throws {
        #expect(
            try probe(PNG.image(PNG.header(width: 70_000, height: 3)))
                == ImageHeader(format: .png, rawWidth: 70_000, rawHeight: 3))
    }

    @Test("Only the colour types and bit depths of the standard are accepted")
    func colourTypes() {
        let allowed: [UInt8: Set<UInt8>] = [
            0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16],
        ]
        for colourType in 0...9 as ClosedRange<UInt8> {
            for bitDepth in 0...17 as ClosedRange<UInt8> {
                let header = PNG.header(width: 1, height: 1, bitDepth: bitDepth, colourType: colourType)
                let isAllowed = allowed[colourType]?.contains(bitDepth) ?? false
                #expect((probeError(PNG.image(header)) == nil) == isAllowed, "type \(colourType), depth \(bitDepth)")
            }
        }
    }

    @Test("Sides of 0 or beyond 2³¹−1 are refused", arguments: [(0, 1), (1, 0), (1 << 31, 1), (1, 1 << 31)])
    func impossibleSizes(width: Int, height: Int) {
        let error = probeError(PNG.image(PNG.header(width: width, height: height)))
        #expect(error == .invalid("IHDR has an impossible size: \(width) × \(height)"))
    }

    @Test(
        "Unknown compression, filter and interlace methods are refused",
        arguments: [[1, 0, 0], [0, 1, 0], [0, 0, 2]])
    func methods(methods: [UInt8]) {
        #expect(probeError(PNG.image(PNG.header(width: 1, height: 1, methods: methods))) != nil)
        #expect(probeError(PNG.image(PNG.header(width: 1, height: 1, methods: [0, 0, 1]))) == nil)
    }

    @Test("IHDR must be first, 13 bytes long, alone, and match its checksum")
    func headerChunk() {
        let header = PNG.header(width: 5, height: 6)
        #expect(
            probeError(PNG.image(PNG.chunk("gAMA", [0, 0, 0, 1]), header))
                == .invalid("the first PNG chunk is not IHDR"))
        let long = PNG.chunk("IHDR", header[8..<21] + [0])
        #expect(probeError(PNG.image(long)) == .invalid("IHDR is 14 bytes long, not 13"))
        #expect(probeError(PNG.image(header, header)) == .invalid("a second IHDR stands at offset 33"))
        var wrong = header
        wrong[11] = 7
        #expect(probeError(PNG.image(wrong)) == .invalid("the checksum of IHDR is wrong"))
    }

    @Test(
        "A signature that a transfer as text has changed is explained",
        arguments: [[0x0A, 0x1A, 0x0A], [0x0A, 0x0A, 0x1A, 0x0A], [0x0D, 0x0D, 0x0A, 0x1A, 0x0D, 0x0A]] as [[UInt8]])
    func mangledSignature(lineEnds: [UInt8]) {
        let bytes = PNG.signature.prefix(4) + lineEnds + PNG.header(width: 5, height: 6)
        let reason = probeError(Array(bytes))?.reason
        #expect(reason == "the PNG signature is damaged: a transfer as text has changed its line ends")
    }

    @Test("Another damage of the signature is named as that")
    func damagedSignature() {
        let bytes = PNG.signature.prefix(4) + [0x0D, 0x0A, 0x20, 0x0A] + PNG.header(width: 5, height: 6)
        #expect(probeError(Array(bytes)) == .invalid("the PNG signature is damaged in its bytes 4 to 7"))
    }

    @Test("Apple's CgBI chunk may come before IHDR")
    func appleVariant() throws {
        let bytes = PNG.image(PNG.chunk("CgBI", [0x50, 0, 0x20, 2]), PNG.header(width: 5, height: 6))
        #expect(try probe(bytes).width == 5)
    }

    @Test("acTL before the image data gives the number of frames; behind it, or out of range, it does not")
    func animation() throws {
        let header = PNG.header(width: 5, height: 6)
        #expect(try probe(PNG.image(header, PNG.animation(frames: 12), PNG.animation(frames: 3))).frames == 12)
        #expect(try probe(PNG.image(header, PNG.animation(frames: 0))).frames == 1)
        #expect(try probe(PNG.image(header, PNG.animation(frames: 1 << 31))).frames == 1)
        #expect(try probe(PNG.image(header, PNG.chunk("acTL", [0, 0, 0, 9]))).frames == 1)
        #expect(try probe(PNG.image(header, PNG.chunk("IDAT"), PNG.animation(frames: 12))).frames == 1)
    }

    @Test("eXIf before the image data gives the orientation; behind it, it does not")
    func orientation() throws {
        let header = PNG.header(width: 5, height: 6)
        let exif = PNG.chunk("eXIf", Exif.data(orientation: 6))
        let turned = try probe(PNG.image(header, exif))
        #expect(turned.width == 6 && turned.height == 5 && turned.rawWidth == 5)
        #expect(try probe(PNG.image(header, PNG.chunk("IDAT"), exif)).orientation == 1)
    }

    @Test("The first eXIf counts alone, also where it has no orientation or is broken")
    func severalExif() throws {
        let header = PNG.header(width: 5, height: 6)
        let exif = PNG.chunk("eXIf", Exif.data(orientation: 6))
        for first in [[], [1], Exif.data([.unit(2)]), Exif.data(orientation: 9)] {
            #expect(try probe(PNG.image(header, PNG.chunk("eXIf", first), exif)).orientation == 1)
        }
        let nested = PNG.chunk("eXIf", Exif.data([.unit(2)], exif: [.orientation(8)]))
        #expect(try probe(PNG.image(header, nested, exif)).orientation == 8)
    }

    @Test("eXIf whose checksum is wrong, or that is beyond the limit, gives none, and hides no sound one behind it")
    func damagedExif() throws {
        let header = PNG.header(width: 5, height: 6)
        let exif = PNG.chunk("eXIf", Exif.data(orientation: 6))
        for index in [8, exif.count - 5, exif.count - 1] {
            var damaged = exif
            damaged[index] ^= 1
            #expect(try probe(PNG.image(header, damaged)).orientation == 1)
            #expect(try probe(PNG.image(header, damaged, exif)).orientation == 6)
        }
        let large = PNG.chunk("eXIf", Exif.data(orientation: 6) + [UInt8](repeating: 0, count: 2000))
        #expect(try probe(PNG.image(header, large)).orientation == 6)
        #expect(try probe(PNG.image(header, large), limits: ProbeLimits(maximumHeaderSize: 2000)).orientation == 1)
    }

    @Test("The checksum of known bytes is the one in the books")
    func checksum() {
        let bytes = Array("123456789".utf8)
        #expect(CRC32.checksum(bytes.span, in: 0..<9) == 0xCBF4_3926)
    }

    @Test("What is no chunk is refused", arguments: ["tE\u{1}t", "1EXt", "    "])
    func noChunk(type: String) {
        let bytes = PNG.image(PNG.header(width: 5, height: 6), PNG.chunk(type))
        #expect(probeError(bytes) == .invalid("no PNG chunk stands at offset 33"))
    }

    @Test("A chunk longer than 2³¹−1 bytes is refused")
    func longChunk() {
        let bytes = PNG.signature + PNG.header(width: 5, height: 6) + [0x80, 0, 0, 0] + Array("tEXt".utf8)
        #expect(probeError(bytes) == .invalid("no PNG chunk stands at offset 33"))
    }
}
