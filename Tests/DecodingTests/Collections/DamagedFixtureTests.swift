import Decoding
import Foundation
import Probing
import Testing

/// Damage to images of real encoders that leaves every decoder something to show.
@Suite("Damage that decoders pass over")
struct DamagedFixtureTests {
    private func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: Fixture.directory.appending(path: "images/\(name)")))
    }

    /// The bytes with others put in front of each restart marker.
    private func padded(_ bytes: [UInt8], with padding: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            if byte == 0xFF, (0xD0...0xD7).contains(next) { result += padding }
            result.append(byte)
        }
        return result
    }

    @Test("Padding before the restart markers of a JPEG harms nothing, and data that were not read do")
    func restarts() throws {
        let whole = try bytes("restarts.jpg")
        try #require(padded(whole, with: [0]).count > whole.count)
        #expect(verdict(padded(whole, with: [0, 0, 0]), as: .jpeg) == .intact)
        // Some bytes are read ahead, so that fewer go unnoticed.
        let data = [UInt8](repeating: 0x9A, count: 16)
        #expect(verdict(padded(whole, with: data), as: .jpeg).name == "corrupt")
        #expect(verdict(padded(whole, with: [0] + data + [0]), as: .jpeg).name == "corrupt")
    }

    @Test("Stray bytes behind a comment of a JPEG harm nothing, and behind a table they have shifted it")
    func strayBytes() throws {
        let whole = try bytes("baseline.jpg")
        let table = try #require(whole.indices.first { whole[$0...].starts(with: [0xFF, 0xDB]) })
        let comment: [UInt8] = [0xFF, 0xFE, 0, 4, 1, 2]
        let stray = whole[..<table] + comment + [0x55, 0x56] + whole[table...]
        #expect(verdict(Array(stray), as: .jpeg) == .intact)
        var shifted = whole
        shifted.insert(0x0D, at: table + 20)
        #expect(verdict(shifted, as: .jpeg).name == "corrupt")
    }

    @Test("A JPEG that was sent as text is not intact", arguments: ["baseline.jpg", "orientation-3.jpg", "rgb.jpg"])
    func textMode(name: String) throws {
        let whole = try bytes(name)
        let mangled = whole.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
        try #require(mangled.count > whole.count)
        #expect(verdict(mangled, as: .jpeg) != .intact)
    }

    @Test("A WebP whose chunks behind the picture are damaged is not intact", .enabled(if: WebPVerifier.isBuiltIn))
    func webpChunks() throws {
        var bytes = try bytes("orientation-8.webp")
        let exif = try #require(bytes.indices.first { bytes[$0...].starts(with: Array("EXIF".utf8)) })
        for index in exif..<bytes.count { bytes[index] = 0xFF }
        #expect(verdict(bytes, as: .webp) != .intact)
    }

    @Test(
        "An AVIF without its primary item is damaged, and not merely unsupported", .enabled(if: AVIFVerifier.isBuiltIn))
    func avifWithoutPrimaryItem() throws {
        var bytes = try bytes("still.avif")
        let box = try #require(bytes.indices.first { bytes[$0...].starts(with: Array("pitm".utf8)) })
        // The item that the box names.
        bytes[box + 9] = 77
        #expect(verdict(bytes, as: .avif).name == "corrupt")
        // A box that says it is longer than the one around it.
        bytes = try self.bytes("still.avif")
        bytes[box - 3] = 0x40
        #expect(["corrupt", "truncated"].contains(verdict(bytes, as: .avif).name))
    }
}
