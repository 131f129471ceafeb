import Foundation
import Testing

/// A small file that another program encoded; `make-codecs` says which and how.
struct CodecFixture: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]

    var testDescription: String { name }

    static let webp = [
        "lossy.webp", "lossy-alpha.webp", "tall-alpha.webp", "lossless.webp", "animated.webp", "animated-alpha.webp",
    ].map(named)

    static let avif = [
        "still.avif", "alpha.avif", "sequence.avif", "flat.avif", "10-bit-444.avif", "grid.avif",
    ].map(named)

    static func named(_ name: String) -> CodecFixture {
        let path = Fixture.directory.appending(path: "codecs/" + name)
        return CodecFixture(name: name, bytes: (try? Data(contentsOf: path)).map(Array.init) ?? [])
    }
}

extension [UInt8] {
    /// Where each occurrence of a text begins.
    func indices(of text: String) -> [Int] {
        let wanted = Array(text.utf8)
        return indices.filter { self[$0...].starts(with: wanted) }
    }

    /// A big-endian number of four bytes, as boxes have it.
    static func uint32(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}
