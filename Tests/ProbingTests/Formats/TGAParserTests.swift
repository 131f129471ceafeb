import Probing
import TestSupport
import Testing

struct TGAParserTests {
    @Test(
        "A consistent header gives the size",
        arguments: [
            TGA.header(type: 2, depth: 24), TGA.header(type: 2, depth: 32, descriptor: 0x28),
            TGA.header(type: 2, depth: 15), TGA.header(type: 10, depth: 16, descriptor: 1),
            TGA.header(type: 3, depth: 8, descriptor: 0x20), TGA.header(type: 11, depth: 16, descriptor: 8),
            TGA.header(type: 1, depth: 8, map: (0, 256, 24)), TGA.header(type: 9, depth: 8, map: (16, 16, 32)),
        ])
    func consistent(bytes: [UInt8]) throws {
        #expect(try probe(bytes) == ImageHeader(format: .tga, rawWidth: 300, rawHeight: 200))
        #expect(probeError(Array(bytes.prefix(17))) == .notAnImage)
    }

    @Test(
        "A header that contradicts itself is no image",
        arguments: [
            TGA.header(type: 0, depth: 24), TGA.header(type: 4, depth: 24), TGA.header(type: 32, depth: 24),
            TGA.header(type: 2, depth: 8), TGA.header(type: 2, depth: 24, descriptor: 8),
            TGA.header(type: 2, depth: 32, descriptor: 4), TGA.header(type: 2, depth: 32, descriptor: 0x48),
            TGA.header(type: 3, depth: 24), TGA.header(type: 1, depth: 8), TGA.header(type: 1, depth: 24),
            TGA.header(type: 1, depth: 8, map: (0, 0, 24)), TGA.header(type: 1, depth: 8, map: (0, 256, 23)),
            TGA.header(type: 1, depth: 8, map: (0xFFFF, 2, 24)), TGA.header(type: 2, depth: 24, map: (0, 256, 24)),
            TGA.header(type: 2, depth: 24, width: 0), TGA.header(type: 2, depth: 24, height: 0),
        ])
    func contradictory(bytes: [UInt8]) {
        #expect(probeError(bytes) == .notAnImage)
    }

    @Test("Random data are never taken for an image without a signature")
    func randomData() {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<200_000 {
            let bytes = (0..<24).map { _ in UInt8.random(in: 0...255, using: &random) }
            #expect(TGAParser.match(bytes.span) == .no)
        }
    }

    @Test(
        "Text is never taken for an image without a signature",
        arguments: [
            "<!DOCTYPE html><html lang=en>", "\n\n<html><head><title>", "{\"error\": \"not found\"}",
            "404 page not found, sorry\n", "\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t", "                    ",
        ])
    func text(text: String) {
        let encodings = [Array(text.utf8), text.utf16.flatMap { littleEndian(Int($0), size: 2) }]
        let marked = encodings + [text.utf16.flatMap { bigEndian(Int($0), size: 2) }]
        for bytes in marked {
            #expect(probeError(bytes) == .notAnImage)
            for start in 0..<4 { #expect(TGAParser.match(Array(bytes.dropFirst(start)).span) == .no) }
        }
    }

    @Test("Zeros and bytes that repeat are no image")
    func repeatedBytes() {
        for byte in 0...255 as ClosedRange<UInt8> {
            #expect(TGAParser.match([UInt8](repeating: byte, count: 64).span) == .no)
        }
    }
}
