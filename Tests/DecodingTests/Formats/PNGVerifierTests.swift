import Decoding
import Probing
import TestSupport
import Testing

struct PNGVerifierTests {
    static let photo = TestPicture(width: 31, height: 23, seed: 3).png()
    /// A grey image of 5 × 4 pixels.
    static let rows = PNG.rows(4, width: 5)

    private func image(
        _ data: [UInt8], header: [UInt8] = PNG.header(width: 5, height: 4, colourType: 0), before: [UInt8] = [],
        behind: [UInt8] = PNG.end
    ) -> [UInt8] {
        PNG.signature + header + before + PNG.chunk("IDAT", data) + behind
    }

    @Test("What an encoder wrote is intact")
    func intact() {
        #expect(verdict(Self.photo, as: .png) == .intact)
        #expect(verdict(image(PNG.deflated(Self.rows)), as: .png) == .intact)
    }

    @Test("Bytes behind the end are no damage")
    func trailingBytes() {
        #expect(verdict(Self.photo + [0, 1, 2] + Self.photo, as: .png) == .intact)
    }

    @Test("Every file cut short is truncated")
    func prefixes() {
        for count in 8..<Self.photo.count {
            let found = verdict(Array(Self.photo.prefix(count)), as: .png)
            #expect(found.name == "truncated" && found.detail?.contains("\(count)") == true, "\(count) bytes: \(found)")
        }
    }

    @Test("A missing IEND is told apart from missing rows")
    func missingEnd() {
        let found = verdict(Self.photo.dropLast(12), as: .png)
        #expect(found.detail?.hasPrefix("every row was decoded") == true)
        #expect(verdict(Self.photo.dropLast(60), as: .png).detail?.hasPrefix("the file ends at byte") == true)
    }

    @Test("Image data that end too early are truncated, in a whole file")
    func shortData() {
        let found = verdict(image(PNG.deflated(Array(Self.rows.dropLast(6)))), as: .png)
        #expect(found.name == "truncated")
        #expect(found.detail?.contains("Not enough image data at byte") == true)
        #expect(verdict(image([]), as: .png).name == "truncated")
    }

    /// A chunk with a wrong checksum.
    private func spoilt(_ type: String, _ contents: [UInt8]) -> [UInt8] {
        let chunk = PNG.chunk(type, contents)
        return chunk.dropLast() + [(chunk.last ?? 0) ^ 1]
    }

    @Test("A wrong checksum of what the picture is made of is damage, and so is one of its data")
    func checksums() {
        let data = PNG.deflated(Self.rows)
        var critical = image(data)
        critical[critical.count - 13] ^= 1
        #expect(verdict(critical, as: .png).detail?.contains("IDAT: CRC error") == true)
        // Without their transparency or their frames, browsers show other pictures.
        for type in ["tRNS", "acTL", "fcTL", "fdAT"] {
            let found = verdict(image(data, before: spoilt(type, [0, 1])), as: .png)
            #expect(found.name == "corrupt" && found.detail?.contains("\(type): CRC error") == true, "\(found)")
        }
        #expect(
            verdict(image(data.dropLast() + [(data.last ?? 0) ^ 1]), as: .png).detail?.contains("data check") == true)
    }

    @Test(
        "A wrong checksum of a chunk that no pixel needs is no damage",
        arguments: ["tEXt", "gAMA", "iCCP", "eXIf", "teXt"])
    func needlessChecksums(type: String) {
        let data = PNG.deflated(Self.rows)
        let chunk = spoilt(type, Array("a".utf8))
        #expect(verdict(image(data, before: chunk), as: .png) == .intact)
        #expect(verdict(image(data, behind: chunk + PNG.end), as: .png) == .intact)
        // The same where libpng has to be asked, as of data that no pixel needs.
        #expect(verdict(image(data + [1, 2, 3], before: chunk, behind: chunk + PNG.end), as: .png) == .intact)
    }

    @Test("An IEND that contains something, or has a wrong checksum, ends the picture all the same")
    func endWithContents() {
        let data = PNG.deflated(Self.rows)
        for end in [PNG.chunk("IEND", [1, 2, 3]), spoilt("IEND", []), spoilt("IEND", [1, 2, 3])] {
            #expect(verdict(image(data, behind: end), as: .png) == .intact)
            #expect(verdict(image(data + [1, 2, 3], behind: end), as: .png) == .intact)
            #expect(verdict(image(data.dropLast(20), behind: end), as: .png) != .intact)
        }
        #expect(verdict(image(data, behind: PNG.chunk("IEND", [1, 2, 3]).dropLast(8)), as: .png).name == "truncated")
    }

    @Test("A filter that does not exist is damage, and its row is told")
    func filter() {
        var rows = Self.rows
        rows[12] = 9
        let found = verdict(image(PNG.deflated(rows)), as: .png)
        #expect(found.name == "corrupt" && found.detail?.hasSuffix("row 2") == true)
    }

    @Test("What other chunks say wrongly, and data that no pixel needs, are no damage")
    func harmless() {
        let data = PNG.deflated(Self.rows)
        let profile = PNG.chunk("iCCP", Array("x".utf8) + [0, 0, 1, 2, 3])
        let gamma = PNG.chunk("gAMA", [0, 0, 0, 0])
        #expect(verdict(image(data, before: profile + gamma), as: .png) == .intact)
        #expect(verdict(image(data + [1, 2, 3]), as: .png) == .intact)
        #expect(verdict(image(PNG.deflated(Self.rows + Self.rows)), as: .png) == .intact)
        // Of the wrong size, and of a level that 8 bits do not have.
        for contents in [[0, 1, 0, 2, 0, 3], [1, 0]] as [[UInt8]] {
            #expect(verdict(image(data, before: PNG.chunk("tRNS", contents)), as: .png) == .intact)
        }
        let long = PNG.chunk("teXt", [UInt8](repeating: 32, count: 9_000_000))
        #expect(verdict(image(data, before: long), as: .png) == .intact)
    }

    @Test("Image data may be split anywhere, and into chunks of nothing")
    func splitData() {
        let data = PNG.deflated(Self.rows)
        for count in 0...data.count {
            let rest = PNG.chunk("IDAT", Array(data[count...])) + PNG.chunk("IDAT", [])
            let whole = image(Array(data[..<count]), behind: rest + PNG.end)
            #expect(verdict(whole, as: .png) == .intact, "split at \(count)")
            let cut = image(Array(data[..<count]), behind: PNG.end)
            #expect((verdict(cut, as: .png) == .intact) == (count == data.count), "cut at \(count)")
        }
    }

    @Test("A palette image needs its palette, before the image data and once")
    func palettes() {
        let header = PNG.header(width: 5, height: 4, colourType: 3)
        let data = PNG.deflated(Self.rows)
        let palette = PNG.chunk("PLTE", [1, 2, 3])
        #expect(verdict(image(data, header: header, before: palette), as: .png) == .intact)
        for before in [[], palette + palette, PNG.chunk("PLTE", []), PNG.chunk("PLTE", [1, 2])] {
            #expect(verdict(image(data, header: header, before: before), as: .png).name == "corrupt")
        }
        #expect(verdict(image(data, header: header, behind: palette + PNG.end), as: .png).name == "corrupt")
    }

    @Test("A header that breaks a rule is damage")
    func headers() {
        let data = PNG.deflated(Self.rows)
        let allowed: Set<[UInt8]> = [
            [0, 1], [0, 2], [0, 4], [0, 8], [0, 16], [2, 8], [2, 16], [4, 8], [4, 16], [6, 8], [6, 16],
        ]
        for colours in 0...7 as ClosedRange<UInt8> {
            for depth in 0...17 as ClosedRange<UInt8> where colours != 3 && !allowed.contains([colours, depth]) {
                let header = PNG.header(width: 5, height: 4, bitDepth: depth, colourType: colours)
                #expect(verdict(image(data, header: header), as: .png).name == "corrupt", "\(colours), \(depth)")
            }
        }
        for sides in [(0, 4), (5, 0), (1 << 31, 1)] {
            let header = PNG.header(width: sides.0, height: sides.1, colourType: 0)
            #expect(verdict(image(data, header: header), as: .png).name == "corrupt")
        }
    }

    @Test("Large data are checked row by row too, within any memory", arguments: [512 << 20, 100_000])
    func largeData(memory: Int) {
        let limits = DecodeLimits(maximumMemory: memory)
        let header = PNG.header(width: 601, height: 400, colourType: 0)
        var rows = PNG.rows(400, width: 601)
        #expect(verdict(image(PNG.deflated(rows), header: header), as: .png, limits: limits) == .intact)
        let short = image(PNG.deflated(rows.dropLast()), header: header)
        #expect(verdict(short, as: .png, limits: limits).name == "truncated")
        for row in [0, 108, 109, 399] {
            rows[602 * row] = 5
            let found = verdict(image(PNG.deflated(rows), header: header), as: .png, limits: limits)
            #expect(found.detail?.hasSuffix("row \(row)") == true)
            rows[602 * row] = 4
        }
    }

    @Test("Interlaced images are decoded in all their passes")
    func interlaced() {
        // Adam7 splits 5 × 4 pixels into passes of 1 × 1, 1 × 1, none, 1 × 1, 3 × 1, 2 × 2 and 5 × 2 pixels.
        let passes = [(1, 1), (1, 1), (1, 1), (3, 1), (2, 2), (5, 2)]
        let rows = passes.flatMap { PNG.rows($0.1, width: $0.0) }
        let header = PNG.header(width: 5, height: 4, colourType: 0, methods: [0, 0, 1])
        #expect(verdict(image(PNG.deflated(rows), header: header), as: .png) == .intact)
        #expect(verdict(image(PNG.deflated(rows.dropLast(6)), header: header), as: .png).name == "truncated")
    }

    @Test("A chunk that decoders must know, but do not, is unsupported")
    func criticalChunk() {
        let chunk = PNG.chunk("ABCD", [1])
        #expect(verdict(image(PNG.deflated(Self.rows), before: chunk), as: .png).name == "unsupported")
    }

    @Test("Limits on pixels and memory are kept")
    func limits() {
        let data = PNG.deflated(Self.rows)
        #expect(verdict(image(data), as: .png, limits: DecodeLimits(maximumPixels: 19)).name == "unsupported")
        let long = PNG.header(width: 90_000_000, height: 1, colourType: 6)
        #expect(
            verdict(image(data, header: long), as: .png)
                == .unsupported("the image has too long rows, and is not decoded within the limits"))
    }

    @Test("No change of a byte goes unseen, but for the checksum of the end")
    func mutations() {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<500 {
            var changed = Self.photo
            random.mutate(&changed)
            let isSame = changed.dropLast(4) == Self.photo.dropLast(4)
            #expect(isSame || verdict(changed, as: .png) != .intact)
        }
    }
}
