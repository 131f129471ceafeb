import Decoding
import Probing
import Testing

struct DecoderTests {
    @Test("No format has two verifiers")
    func registry() {
        #expect(Set(Decoder.all.map { $0.format }).count == Decoder.all.count)
    }

    @Test("The media types are those of the formats that are built in, the most wanted first")
    func mediaTypes() {
        let optional = (AVIFVerifier.isBuiltIn ? ["image/avif"] : []) + (WebPVerifier.isBuiltIn ? ["image/webp"] : [])
        #expect(Decoder.mediaTypes == optional + ["image/png", "image/jpeg", "image/gif"])
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
}
