/// Builds grey JPEGs by hand, all of whose blocks are of one colour.
///
/// Its Huffman tables have one code, the bit 0, so that each block takes one bit for its first coefficient and one for
/// the others.
struct JPEGBuilder {
    /// One scan: its component, and which bits of which coefficients it holds.
    struct Scan {
        var component: UInt8 = 1
        var coefficients: ClosedRange<UInt8> = 0...0
        var precision: UInt8 = 0
    }

    var frameMarker: UInt8 = 0xC2
    var samplePrecision: UInt8 = 8
    /// In blocks of 8 × 8 pixels.
    var blocksDown = 8
    var components: [UInt8] = [1]
    var scans = [Scan(), Scan(coefficients: 1...63)]

    /// The file without its end marker.
    var openBytes: [UInt8] {
        let table: [UInt8] = [1] + [UInt8](repeating: 0, count: 15) + [0]
        return [0xFF, 0xD8]
            + segment(0xDB, [0] + [UInt8](repeating: 1, count: 64))
            + segment(
                frameMarker,
                [samplePrecision, UInt8(8 * blocksDown >> 8), UInt8(truncatingIfNeeded: 8 * blocksDown), 0, 8]
                    + [UInt8(components.count)] + components.flatMap { [$0, 0x11, 0] })
            + segment(0xC4, [0x00] + table) + segment(0xC4, [0x10] + table)
            + scans.flatMap(bytes(of:))
    }

    var bytes: [UInt8] { openBytes + [0xFF, 0xD9] }

    private func bytes(of scan: Scan) -> [UInt8] {
        let bitsPerBlock = scan.coefficients == 0...63 ? 2 : 1
        return segment(
            0xDA,
            [1, scan.component, 0, scan.coefficients.lowerBound, scan.coefficients.upperBound, scan.precision])
            + [UInt8](repeating: 0, count: bitsPerBlock * blocksDown / 8)
    }

    private func segment(_ marker: UInt8, _ contents: [UInt8]) -> [UInt8] {
        [0xFF, marker, UInt8((contents.count + 2) >> 8), UInt8((contents.count + 2) & 0xFF)] + contents
    }
}
