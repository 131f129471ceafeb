import Decoding
import Probing
import TestSupport
import Testing

struct JPEGVerifierTests {
    static let photo = TestPicture(width: 97, height: 61, seed: 3).jpeg()

    @Test("What an encoder wrote is intact")
    func intact() {
        #expect(verdict(Self.photo, as: .jpeg) == .intact)
        #expect(verdict(JPEG().bytes, as: .jpeg) == .intact)
        #expect(verdict(TestPicture(width: 1, height: 1, seed: 1).jpeg(orientation: 6), as: .jpeg) == .intact)
    }

    @Test("Bytes behind the end are no damage")
    func trailingBytes() {
        #expect(verdict(Self.photo + [0, 1, 2, 3] + Self.photo, as: .jpeg) == .intact)
        #expect(verdict(JPEG().bytes + [0xFF], as: .jpeg) == .intact)
    }

    @Test("Every file cut short is truncated")
    func prefixes() {
        for count in 0..<Self.photo.count {
            let found = verdict(Array(Self.photo.prefix(count)), as: .jpeg)
            #expect(found.name == "truncated" && found.detail?.contains("\(count)") == true, "\(count) bytes: \(found)")
        }
    }

    @Test("A missing end marker is told apart from missing rows")
    func missingEnd() {
        let found = verdict(Self.photo.dropLast(2), as: .jpeg)
        let count = Self.photo.count - 2
        #expect(found.detail == "every row was decoded, but the file ends at byte \(count) without the mark of its end")
        let cut = verdict(Self.photo.dropLast(200), as: .jpeg)
        #expect(cut.detail?.hasPrefix("the file ends at byte \(Self.photo.count - 200), in or near row") == true)
    }

    @Test("A scan that stops early at the end marker is truncated")
    func earlyEnd() {
        let found = verdict(Self.photo.prefix(Self.photo.count / 2) + [0xFF, 0xD9], as: .jpeg)
        #expect(found.name == "truncated")
        #expect(found.detail?.contains("premature end of data segment at byte") == true)
    }

    @Test("A progressive image without its end is complete or not, by its scans")
    func progressiveEnds() {
        let complete = verdict(JPEG().openBytes, as: .jpeg)
        #expect(complete.name == "truncated" && complete.detail?.hasPrefix("every row was decoded") == true)
        let first = JPEG(scans: [.init()])
        #expect(verdict(first.openBytes, as: .jpeg).detail?.hasPrefix("the file ends") == true)
        #expect(verdict(first.bytes, as: .jpeg) == .intact, "browsers show what the scans hold")
        let coarse = JPEG(scans: [.init(precision: 1), .init(coefficients: 1...63)])
        #expect(verdict(coarse.openBytes, as: .jpeg).detail?.hasPrefix("the file ends") == true)
    }

    @Test("A component without a scan is missing")
    func missingComponent() {
        let baseline = JPEG(
            frameMarker: 0xC0, components: [1, 2],
            scans: [.init(coefficients: 0...63), .init(component: 2, coefficients: 0...63)])
        #expect(verdict(baseline.bytes, as: .jpeg) == .intact)
        var halved = baseline
        halved.scans.removeLast()
        #expect(verdict(halved.bytes, as: .jpeg).detail?.hasPrefix("scans are missing") == true)
    }

    @Test("A marker in the middle of the data is damage, and its place is told")
    func damage() {
        var bytes = Self.photo
        let middle = bytes.count / 2
        bytes.replaceSubrange(middle..<(middle + 2), with: [0xFF, 0xD3])
        let found = verdict(bytes, as: .jpeg)
        #expect(found.name == "corrupt")
        #expect(found.detail?.contains("libjpeg: ") == true && found.detail?.contains("row") == true)
    }

    @Test("A tail of zeros is named")
    func zeros() {
        let half = Self.photo.count / 2
        let bytes = Self.photo.prefix(half) + [UInt8](repeating: 0, count: 600)
        #expect(verdict(Array(bytes), as: .jpeg).name == "corrupt")
    }

    @Test(
        "What libjpeg can't decode is unsupported", arguments: [(0xC3, 8), (0xC7, 8), (0xC0, 12)] as [(UInt8, UInt8)])
    func unsupported(marker: UInt8, precision: UInt8) {
        let bytes = JPEG(frameMarker: marker, samplePrecision: precision).bytes
        #expect(verdict(bytes, as: .jpeg).name == "unsupported")
    }

    @Test("Limits on pixels, scans and memory are kept")
    func limits() {
        let scans = JPEG.Scan(coefficients: 1...63)
        let many = JPEG(scans: [.init()] + [JPEG.Scan](repeating: scans, count: 30))
        #expect(verdict(many.bytes, as: .jpeg) == .intact)
        #expect(
            verdict(many.bytes, as: .jpeg, limits: DecodeLimits(maximumScans: 30))
                == .unsupported("the image has too many scans, and is not decoded within the limits"))
        #expect(
            verdict(many.bytes, as: .jpeg, limits: DecodeLimits(maximumPixels: 511)).detail?.contains("pixels") == true)
        #expect(verdict(many.bytes, as: .jpeg, limits: DecodeLimits(maximumMemory: 1)).name == "unsupported")
    }

    @Test("Many scans of many pixels are refused together")
    func scanPixels() {
        let scan = JPEG.Scan(coefficients: 1...63)
        let many = JPEG(scans: [.init()] + [JPEG.Scan](repeating: scan, count: 60))
        #expect(
            verdict(many.bytes, as: .jpeg, limits: DecodeLimits(maximumPixels: 512)).detail?.contains("scans") == true)
    }

    @Test("Changed bytes are survived", arguments: [photo, JPEG().bytes])
    func mutations(bytes: [UInt8]) {
        var random = SeededGenerator(seed: 5)
        var names: Set<String> = []
        for _ in 0..<500 {
            var changed = bytes
            random.mutate(&changed)
            names.insert(verdict(changed, as: .jpeg).name)
        }
        #expect(names.contains("corrupt"))
    }
}
