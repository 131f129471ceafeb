import Decoding
import Probing
import Testing

struct ImageEncoderTests {
    private func header(_ bytes: [UInt8]) throws -> ImageHeader {
        try Probe.header(of: bytes.span)
    }

    @Test("An encoded picture has its size and its orientation", arguments: 1...8)
    func orientation(value: Int) throws {
        let bytes = TestPicture(width: 40, height: 30, seed: 1).jpeg(orientation: value)
        #expect(try header(bytes) == ImageHeader(format: .jpeg, rawWidth: 40, rawHeight: 30, orientation: value))
        #expect(verdict(bytes, as: .jpeg) == .intact)
    }

    @Test("Without an orientation no EXIF is written")
    func noOrientation() throws {
        let picture = TestPicture(width: 40, height: 30, seed: 1)
        #expect(picture.jpeg(orientation: 1).count - picture.jpeg().count == 4 + 6 + 8 + 2 + 12 + 4)
    }

    @Test("Pictures larger than an encoder's buffer come out whole")
    func large() throws {
        let picture = TestPicture(width: 500, height: 400, seed: 9)
        for bytes in [picture.jpeg(quality: 100), picture.png()] {
            let header = try header(bytes)
            #expect(bytes.count > 100_000 && header.width == 500 && header.height == 400)
            #expect(Decoder.verify(bytes.span, header: header) == .intact)
        }
    }

    @Test("Quality decides on the size of a JPEG")
    func quality() {
        let picture = TestPicture(width: 100, height: 100, seed: 2)
        #expect(picture.jpeg(quality: 10).count < picture.jpeg(quality: 90).count)
    }

    @Test("A picture depends on its seed alone")
    func seeds() {
        let picture = TestPicture(width: 20, height: 10, seed: 4)
        #expect(picture.pixels == TestPicture(width: 20, height: 10, seed: 4).pixels)
        #expect(picture.pixels != TestPicture(width: 20, height: 10, seed: 5).pixels)
        #expect(Set(picture.pixels).count > 10)
    }
}
