import Decoding
import Foundation
import Probing
import TestSupport
import Testing

@Suite("Bytes of a JPEG that belong to no segment")
struct JPEGStrayTests {
    private static let photo = TestPicture(width: 97, height: 61, seed: 3).jpeg()
    private static let zeros = [UInt8](repeating: 0, count: 100)

    /// What scanners and cameras leave in front of the end marker.
    private static let strays: [[UInt8]] = [
        [0], zeros, zeros + zeros, [UInt8](repeating: 0xFF, count: 20), Array("written by a scanner".utf8),
        [0xFF, 0xD0], [0xFF, 0xD3, 0xFF, 0xD4, 0xFF, 0xD5], [0x12, 0x34, 0xFF, 0xD2, 0x56, 0x78, 0xFF, 0xD3],
        (0..<300).map { UInt8($0 * $0 * 7 % 251) },
    ]

    private func fixture(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: Fixture.directory.appending(path: "images/\(name)")))
    }

    /// An image with bytes in front of its end marker.
    private func padded(_ whole: [UInt8], with strays: [UInt8]) -> [UInt8] {
        Array(whole.dropLast(2)) + strays + JPEG.end
    }

    @Test(
        "Strays and restart markers between the last block and the end marker harm nothing",
        arguments: ["baseline.jpg", "progressive.jpg", "restarts.jpg", "gray.jpg", "cmyk.jpg", "subsampled-4x1.jpg"])
    func beforeEnd(name: String) throws {
        for strays in Self.strays {
            let found = verdict(padded(try fixture(name), with: strays), as: .jpeg)
            #expect(found == .intact, "\(strays.count) bytes: \(found)")
        }
    }

    @Test("Padding is all that may stand behind arithmetic codes, of which nothing tells whether they went astray")
    func arithmetic() throws {
        let whole = try fixture("arithmetic.jpg")
        #expect(verdict(padded(whole, with: Self.zeros), as: .jpeg) == .intact)
        #expect(verdict(padded(whole, with: Self.strays[8]), as: .jpeg).name == "corrupt")
    }

    /// An image with bytes behind the data of each scan but the last, or behind each segment between the scans.
    private func progressive(strays: [UInt8], behindData: Bool) throws -> [UInt8] {
        let whole = try fixture("progressive.jpg")
        var result: [UInt8] = []
        var isInData = false
        var index = try #require(whole.firstIndex(ofMarker: 0xDA))
        result += whole[..<index]
        while index < whole.count {
            guard whole[index] == 0xFF, [0xC4, 0xDA].contains(whole[index + 1]) else {
                result.append(whole[index])
                index += 1
                continue
            }
            if isInData == behindData, result.count > 700 { result += strays }
            let end = index + 2 + Int(whole[index + 2]) << 8 + Int(whole[index + 3])
            isInData = whole[index + 1] == 0xDA
            result += whole[index..<end]
            index = end
        }
        return result
    }

    @Test("Strays behind each scan of a progressive image harm nothing, and behind a table they may have shifted it")
    func betweenScans() throws {
        for strays in [Self.zeros, Array("between the scans".utf8)] {
            #expect(verdict(try progressive(strays: strays, behindData: true), as: .jpeg) == .intact)
            #expect(verdict(try progressive(strays: strays, behindData: false), as: .jpeg).name == "corrupt")
        }
    }

    @Test("Strays in the header harm nothing")
    func header() {
        #expect(verdict(Self.photo[..<20] + [1, 2, 3] + Self.photo[20...], as: .jpeg) == .intact)
    }

    @Test("Strays in front of a missing end do not hide that it is missing")
    func missingEnd() {
        for strays in Self.strays {
            #expect(verdict(Array(Self.photo.dropLast(2)) + strays, as: .jpeg).name == "truncated")
        }
        let found = verdict(Array(Self.photo.dropLast(2)) + [UInt8](repeating: 0, count: 600), as: .jpeg)
        #expect(found == .corrupt("the last 600 bytes are zeros at byte \(Self.photo.count - 2)"))
    }

    @Test("Blocks that find no place are damage: the decoder lost its way before")
    func leftover() throws {
        var lowered = try fixture("baseline.jpg")
        let frame = try #require(lowered.firstIndex(ofMarker: 0xC0))
        lowered[frame + 6] = 16
        let found = verdict(lowered, as: .jpeg)
        #expect(found.name == "corrupt" && found.detail?.contains("extraneous bytes") == true, "\(found)")
    }

    @Test("Zeros behind a flat area that is coded as zeros harm nothing")
    func flatArea() {
        let flat = JPEG(frameMarker: 0xC0, blocksDown: 256, scans: [.init(coefficients: 0...63)])
        #expect(verdict(flat.openBytes + Self.zeros + JPEG.end, as: .jpeg) == .intact)
    }

    @Test("Flipped bits that leave data over are still found", arguments: ["gray.jpg", "restarts.jpg"])
    func flippedBits(name: String) throws {
        let whole = try fixture(name)
        let start = try #require(whole.firstIndex(ofMarker: 0xDA)) + 14
        var found = 0
        for index in start..<whole.count - 2 where whole[index] != 0xFF && whole[index - 1] != 0xFF {
            var flipped = whole
            flipped[index] ^= 1 << UInt8(index % 8)
            guard flipped[index] != 0xFF else { continue }
            found += verdict(flipped, as: .jpeg).detail?.contains("extraneous bytes") == true ? 1 : 0
        }
        #expect(found > 50)
    }

    @Test(
        "A hole of zeros that ends at the end marker is damage",
        arguments: ["baseline.jpg", "progressive.jpg", "rgb.jpg"])
    func holeAtEnd(name: String) throws {
        let whole = try fixture(name)
        for count in stride(from: 60, to: 400, by: 20) {
            let holed = whole.dropLast(2 + count) + [UInt8](repeating: 0, count: count) + JPEG.end
            #expect(verdict(Array(holed), as: .jpeg) != .intact, "\(count) zeros")
        }
    }
}
