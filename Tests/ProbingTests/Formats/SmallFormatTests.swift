import Probing
import TestSupport
import Testing

/// Formats whose header is a few fields at fixed places.
struct SmallFormatTests {
    private func isInvalid(_ bytes: [UInt8]) -> Bool {
        if case .invalid = probeError(bytes) { true } else { false }
    }

    @Test("QOI: the header gives the size; unknown channels and colour spaces are refused")
    func qoi() throws {
        let header = try probe(QOI.header(width: 70_000, height: 3, channels: 3, colourSpace: 1))
        #expect(header == ImageHeader(format: .qoi, rawWidth: 70_000, rawHeight: 3))
        #expect(isInvalid(QOI.header(width: 5, height: 6, channels: 2)))
        #expect(isInvalid(QOI.header(width: 5, height: 6, colourSpace: 2)))
        #expect(isInvalid(QOI.header(width: 5, height: 0)))
    }

    @Test("Photoshop: both versions give the size of the canvas, within their limits")
    func psd() throws {
        let header = try probe(PSD.header(width: 30_000, height: 3))
        #expect(header == ImageHeader(format: .psd, rawWidth: 30_000, rawHeight: 3))
        #expect(try probe(PSD.header(width: 300_000, height: 3, version: 2)).width == 300_000)
        #expect(isInvalid(PSD.header(width: 30_001, height: 3)))
        #expect(isInvalid(PSD.header(width: 300_001, height: 3, version: 2)))
        #expect(isInvalid(PSD.header(width: 5, height: 6, version: 3)))
        #expect(isInvalid(PSD.header(width: 5, height: 6, reserved: 1)))
        #expect(isInvalid(PSD.header(width: 5, height: 6, channels: 57)))
        #expect(isInvalid(PSD.header(width: 5, height: 6, depth: 24)))
        #expect(isInvalid(PSD.header(width: 5, height: 6, mode: 5)))
        #expect(isInvalid(PSD.header(width: 0, height: 6)))
    }

    @Test("DDS: the header gives the size; headers of another length are refused")
    func dds() throws {
        let header = try probe(DDS.header(width: 512, height: 256))
        #expect(header == ImageHeader(format: .dds, rawWidth: 512, rawHeight: 256))
        #expect(isInvalid(DDS.header(width: 5, height: 6, size: 128)))
        #expect(isInvalid(DDS.header(width: 5, height: 6, formatSize: 24)))
        #expect(isInvalid(DDS.header(width: 0, height: 6)))
    }

    @Test("KTX: both versions give the size, the first in both byte orders")
    func ktx() throws {
        let expected = ImageHeader(format: .ktx, rawWidth: 512, rawHeight: 256)
        #expect(try probe(KTX.first(width: 512, height: 256, isBigEndian: false)) == expected)
        #expect(try probe(KTX.first(width: 512, height: 256, isBigEndian: true, faces: 6)) == expected)
        #expect(try probe(KTX.second(width: 512, height: 256)) == expected)
        #expect(isInvalid(KTX.first(width: 512, height: 256, isBigEndian: true, mark: 0)))
        #expect(isInvalid(KTX.first(width: 512, height: 0, isBigEndian: false)), "it has one dimension")
        #expect(isInvalid(KTX.second(width: 512, height: 256, faces: 2)))
        var mangled = KTX.second(width: 512, height: 256)
        mangled.remove(at: 8)
        #expect(probeError(mangled) == .notAnImage)
    }

    @Test("ICNS: the largest image counts, in pixels, wherever it stands")
    func icns() throws {
        let small = ICNS.element("ic07", [UInt8](repeating: 0, count: 50))
        let dense = ICNS.element("ic14", [UInt8](repeating: 0, count: 5000))
        let mask = ICNS.element("t8mk", [UInt8](repeating: 0, count: 128 * 128))
        let expected = ImageHeader(format: .icns, rawWidth: 512, rawHeight: 512)
        #expect(try probe(ICNS.file(small, dense, mask)) == expected)
        #expect(try probe(ICNS.file(ICNS.element("TOC ", [1, 2, 3]), dense, small)) == expected)
        #expect(try probe(ICNS.file(ICNS.element("icm8", [1]))).height == 12)
        #expect(isInvalid(ICNS.file(mask)), "a mask is no image")
    }

    @Test(
        "ICNS: types tell their size in pixels",
        arguments: [
            ("ics#", 16), ("icp4", 16), ("icsb", 18), ("sb24", 24), ("ICN#", 32), ("il32", 32), ("ic11", 32),
            ("icsB", 36), ("ih32", 48), ("SB24", 48), ("icp6", 64), ("ic12", 64), ("it32", 128), ("ic07", 128),
            ("ic08", 256), ("ic13", 256), ("ic09", 512), ("ic14", 512), ("ic10", 1024),
        ])
    func icnsTypes(type: String, side: Int) throws {
        let header = try probe(ICNS.file(ICNS.element(type, [UInt8](repeating: 0, count: 30))))
        #expect(header.width == side && header.height == side)
    }

    @Test("ICNS: a PNG inside is believed more than the type of its element")
    func icnsPNG() throws {
        let element = ICNS.element("ic09", PNG.image(PNG.header(width: 640, height: 480)))
        let header = try probe(ICNS.file(element))
        #expect(header.width == 640 && header.height == 480)
        let broken = ICNS.element("ic09", PNG.image(PNG.header(width: 0, height: 480)))
        #expect(try probe(ICNS.file(broken)).width == 512)
    }

    @Test("ICNS: lengths that lie are refused")
    func icnsLengths() {
        let element = ICNS.element("ic07", [UInt8](repeating: 0, count: 50))
        #expect(isInvalid(ICNS.file(length: 8)))
        #expect(isInvalid(ICNS.file(element, length: 40)))
        #expect(isInvalid(ICNS.file(Array("ic07".utf8) + [0, 0, 0, 7])))
        #expect(isInvalid(ICNS.file(Array("ic07".utf8) + [0xFF, 0xFF, 0xFF, 0xFF])))
        #expect(probeError(ICNS.file(element, length: 100)) == .truncated(expected: 66 + 8))
        #expect(probeError(ICNS.file(element, length: 70)) == nil)
    }
}
