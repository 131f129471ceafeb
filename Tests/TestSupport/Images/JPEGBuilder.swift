/// Builds JPEGs out of segments (ITU-T T.81 Annex B), and grey ones that can be decoded, all of whose blocks are of one
/// colour.
///
/// The Huffman tables of the latter have one code, the bit 0, so that each block takes one bit for its first
/// coefficient and one for the others.
package struct JPEG {
    /// One scan: its component, and which bits of which coefficients it holds.
    package struct Scan {
        package var component: UInt8
        package var coefficients: ClosedRange<UInt8>
        package var precision: UInt8

        package init(component: UInt8 = 1, coefficients: ClosedRange<UInt8> = 0...0, precision: UInt8 = 0) {
            self.component = component
            self.coefficients = coefficients
            self.precision = precision
        }
    }

    package var frameMarker: UInt8
    package var samplePrecision: UInt8
    /// In blocks of 8 × 8 pixels.
    package var blocksDown: Int
    package var components: [UInt8]
    package var scans: [Scan]

    package init(
        frameMarker: UInt8 = 0xC2, samplePrecision: UInt8 = 8, blocksDown: Int = 8, components: [UInt8] = [1],
        scans: [Scan] = [Scan(), Scan(coefficients: 1...63)]
    ) {
        self.frameMarker = frameMarker
        self.samplePrecision = samplePrecision
        self.blocksDown = blocksDown
        self.components = components
        self.scans = scans
    }

    /// The file without its end marker.
    package var openBytes: [UInt8] {
        let table: [UInt8] = [1] + [UInt8](repeating: 0, count: 15) + [0]
        let frame = Self.frame(
            width: 8, height: 8 * blocksDown, marker: frameMarker, precision: samplePrecision, components: components)
        return Self.start + Self.segment(0xDB, [0] + [UInt8](repeating: 1, count: 64)) + frame
            + Self.segment(0xC4, [0x00] + table) + Self.segment(0xC4, [0x10] + table) + scans.flatMap(bytes(of:))
    }

    package var bytes: [UInt8] { openBytes + Self.end }

    private func bytes(of scan: Scan) -> [UInt8] {
        let bitsPerBlock = scan.coefficients == 0...63 ? 2 : 1
        return Self.segment(
            0xDA,
            [1, scan.component, 0, scan.coefficients.lowerBound, scan.coefficients.upperBound, scan.precision])
            + [UInt8](repeating: 0, count: bitsPerBlock * blocksDown / 8)
    }
}

extension JPEG {
    package static let start: [UInt8] = [0xFF, 0xD8]
    package static let end: [UInt8] = [0xFF, 0xD9]
    /// A scan of one component with some data that nothing decodes.
    package static let scan: [UInt8] = segment(0xDA, [1, 1, 0, 0, 63, 0]) + [0x12, 0x34, 0x56]

    package static func segment(_ marker: UInt8, _ contents: [UInt8]) -> [UInt8] {
        [0xFF, marker] + bigEndian(contents.count + 2, size: 2) + contents
    }

    package static func frame(
        width: Int, height: Int, marker: UInt8 = 0xC0, precision: UInt8 = 8, components: [UInt8] = [1]
    ) -> [UInt8] {
        segment(
            marker,
            [precision] + bigEndian(height, size: 2) + bigEndian(width, size: 2) + [UInt8(components.count)]
                + components.flatMap { [$0, 0x11, 0] })
    }

    package static func exif(_ data: [UInt8], padding: UInt8 = 0) -> [UInt8] {
        segment(0xE1, Array("Exif".utf8) + [0, padding] + data)
    }

    /// A whole file with the given segments before its scan, which nothing decodes.
    package static func image(_ segments: [UInt8]...) -> [UInt8] {
        start + segments.flatMap { $0 } + scan + end
    }
}
