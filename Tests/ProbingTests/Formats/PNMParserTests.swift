import Probing
import Testing

struct PNMParserTests {
    private func size(_ text: String) throws -> [Int] {
        let header = try probe(Array(text.utf8))
        #expect(header.format == .pnm && header.orientation == 1 && header.frames == 1)
        return [header.rawWidth, header.rawHeight]
    }

    private func error(_ text: String) -> ProbeError? { probeError(Array(text.utf8)) }

    @Test(
        "Every Netpbm format gives the size",
        arguments: [
            "P1 24 7\n", "P2\n24 7\n15\n", "P3 24 7 65535 ", "P4\t24\r\n7\n", "P5 24 7 255\n", "P6\u{B}24\u{C}7 1 ",
            "PF\n24 7\n-1.0\n", "Pf\n24 7\n1e-3\n", "P7\nWIDTH 24\nHEIGHT 7\nDEPTH 3\nMAXVAL 255\nENDHDR\n",
        ])
    func formats(text: String) throws {
        #expect(try size(text + "\u{1}\u{2}\u{3}") == [24, 7])
        #expect(try size(text) == [24, 7])
    }

    @Test(
        "Comments and white space may stand between any two values",
        arguments: [
            "P1#c\n24#c\r#c\n  7# 9 9\n", "P5 # 1 2 3\n\n\n 024\t0007 # 5\n255\n", "P6#\n24 7#\n#1\n255 ",
            "P7\n# WIDTH 9\n\n  HEIGHT   7\nTUPLTYPE RGB WIDTH 5\nTUPLTYPE\nMAXVAL 1\nDEPTH 1 \nWIDTH 24\n#\nENDHDR\n",
        ])
    func comments(text: String) throws {
        #expect(try size(text) == [24, 7])
    }

    @Test("A number cut short is not taken for a number")
    func cutNumbers() {
        #expect(error("P1 24 7") == .truncated(expected: 8))
        #expect(error("P5 24 70 25") == .truncated(expected: 12))
        #expect(error("P7\nWIDTH 24\nHEIGHT 7\nDEPTH 3\nMAXVAL 255\nENDHDR") == .truncated(expected: 47))
    }

    @Test(
        "A broken header is refused",
        arguments: [
            "P1 24 -7 ", "P1 24x 7 ", "P5 24 7 0 ", "P5 24 7 65536 ", "P6 24 0x7 255 ", "P1 0 7 ", "P5 24 7 x",
            "P5 99999999999999999999999999 7 255 ", "P1 2147483648 1 ", "P2 24 7 18446744073709551616 ",
            "PF 24 7 one ", "P7\nENDHDR\n", "P7\nWIDTH 24\nHEIGHT 7\nDEPTH 3\nENDHDR\n", "P7\nWIDTH x\n",
            "P7\nWIDTH 24\nWIDTH 24\n", "P7\nBREADTH 24\n", "P7\nWIDTHWIDTH 24\n", "P7\nDEPTH 0\n", "P7\nMAXVAL 0\n",
        ])
    func broken(text: String) {
        guard case .invalid(let reason) = error(text) else {
            Issue.record("not refused as invalid: \(String(describing: error(text)))")
            return
        }
        #expect(!reason.isEmpty && !reason.hasSuffix("."))
    }

    @Test(
        "Text that begins with a P and a digit is no image",
        arguments: ["P1 is the first", "P5", "P6_config = 1", "P8 1 2 ", "P0 1 2 ", "P7 332\n", "PNG", "P6612 5 255 "])
    func text(text: String) {
        #expect(error(text) == .notAnImage)
    }

    @Test("A long comment is read within the limit on header bytes")
    func longComment() throws {
        let bytes = Array("P1 #".utf8) + [UInt8](repeating: 0x39, count: 20_000) + Array("\n24 7 ".utf8)
        #expect(try probe(bytes).width == 24)
        guard case .limitExceeded = probeError(bytes, limits: ProbeLimits(maximumHeaderSize: 10_000)) else {
            Issue.record("no limit was kept")
            return
        }
    }
}
