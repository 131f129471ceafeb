import Decoding
import Probing
import Testing

struct DecoderTests {
    @Test("No format has two verifiers")
    func registry() {
        #expect(Set(Decoder.all.map { $0.format }).count == Decoder.all.count)
    }

    @Test("An image with too many pixels is not decoded")
    func pixelLimit() {
        let header = ImageHeader(format: .png, rawWidth: 30_000, rawHeight: 30_000)
        let bytes: [UInt8] = []
        let found = Decoder.verify(bytes.span, header: header)
        #expect(found == .unsupported("30000 × 30000 pixels are more than the limit of 100000000"))
        let endless = ImageHeader(format: .png, rawWidth: .max, rawHeight: 2)
        #expect(Decoder.verify(bytes.span, header: endless).name == "unsupported")
    }

    @Test("Bytes of another format are never intact", arguments: ImageFormat.allCases)
    func otherFormat(format: ImageFormat) {
        #expect(verdict(Array("<!DOCTYPE html><title>Not found</title>".utf8), as: format) != .intact)
        #expect(verdict([], as: format) != .intact)
    }

    @Test("A GIF is cut short where its trailer is missing, and otherwise unsupported")
    func gif() {
        let screen = Array("GIF89a".utf8) + [1, 0, 1, 0, 0, 0, 0]
        let frame: [UInt8] = [0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x4C, 0x01, 0]
        let whole = screen + frame + [0x3B]
        #expect(verdict(whole, as: .gif).name == "unsupported")
        #expect(verdict(whole + [1, 2, 3], as: .gif).name == "unsupported")
        for count in 6..<whole.count {
            #expect(verdict(Array(whole.prefix(count)), as: .gif).name == "truncated", "\(count) bytes")
        }
        #expect(verdict(screen + [0x99], as: .gif).name == "corrupt")
    }
}
