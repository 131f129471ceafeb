import Probing
import Testing

struct HDRParserTests {
    private func file(_ resolution: String, signature: String = "#?RADIANCE\n") -> [UInt8] {
        Array((signature + "# -Y 1 +X 1\nEXPOSURE=1\nFORMAT=32-bit_rle_rgbe\n\n" + resolution).utf8) + [2, 2, 0, 24]
    }

    @Test("Both signatures are known", arguments: ["#?RADIANCE\n", "#?RGBE\n"])
    func signatures(signature: String) throws {
        let header = try probe(file("-Y 7 +X 24\n", signature: signature))
        #expect(header == ImageHeader(format: .hdr, rawWidth: 24, rawHeight: 7))
    }

    @Test(
        "The order of the axes is an orientation",
        arguments: [
            ("-Y 7 +X 24", 1), ("-Y 7 -X 24", 2), ("+Y 7 -X 24", 3), ("+Y 7 +X 24", 4), ("+X 24 -Y 7", 5),
            ("-X 24 -Y 7", 6), ("-X 24 +Y 7", 7), ("+X 24 +Y 7", 8),
        ])
    func orders(resolution: String, orientation: Int) throws {
        let header = try probe(file(resolution + "\n"))
        #expect(header.orientation == orientation)
        #expect(header.width == 24 && header.height == 7)
    }

    @Test(
        "Another resolution line is refused",
        arguments: [
            "-Y 7 +Y 24\n", "+X 7 +X 24\n", "Y 7 +X 24\n", "-Y 7 .X 24\n", "-Y7 +X 24\n", "-Y 7  +X 24\n",
            "-Y 7 +X 24 ", "-Z 7 +X 24\n", "-Y 0x7 +X 24\n", "-Y 7 +X 99999999999999999999999\n", "-Y 0 +X 24\n",
            "-Y +X 24\n", "-Y 7\n+X 24\n",
        ])
    func otherLines(resolution: String) {
        guard case .invalid = probeError(file(resolution)) else {
            Issue.record("not refused as invalid")
            return
        }
    }

    @Test("A line that ends with the file could go on")
    func cutLine() {
        let bytes = file("-Y 7 +X 24").dropLast(4)
        #expect(probeError(Array(bytes)) == .truncated(expected: bytes.count + 1))
    }

    @Test("Other text with a number sign is no image", arguments: ["#?RADIANT\n", "#?RGBEX\n", "#!/bin/sh\n", "#"])
    func otherText(text: String) {
        #expect(probeError(Array(text.utf8)) == .notAnImage)
    }
}
