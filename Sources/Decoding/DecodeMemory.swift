package import Probing

extension Decoder {
    /// About how many bytes of memory decoding an image takes at once, beside those of its file.
    ///
    /// - Parameters:
    ///   - header: What probing found.
    ///   - opening: The start of the file, which tells whether all of a picture has to be held.
    package static func workingMemory(of header: ImageHeader, opening: Span<UInt8>) -> Int {
        let (pixels, overflows) = header.rawWidth.multipliedReportingOverflow(by: header.rawHeight)
        // What has more pixels is not decoded at all.
        guard !overflows, pixels <= 1 << 40 else { return 0 }
        let rows = 64 * header.rawWidth
        return switch header.format {
        case .jpeg: opening.jpegHoldsPicture ? 6 * pixels : rows
        // Byte 28 is the interlace method (PNG, third edition, §11.2.1).
        case .png: opening.count > 28 && opening[28] != 0 ? 4 * pixels : rows
        case .gif: 2 * pixels
        case .webp: 5 * pixels
        case .avif: 6 * pixels
        default: 0
        }
    }
}

extension Span<UInt8> {
    /// Whether the coefficients of a JPEG have to be held until its last scan: it is progressive, or its first scan has
    /// not all components (ITU-T T.81, Annex B).
    ///
    /// So it is taken to be where the start of the file does not tell.
    fileprivate var jpegHoldsPicture: Bool {
        var place = 2
        var components: UInt8 = 0
        while place + 9 < count {
            guard self[place] == 0xff else { return true }
            let marker = self[place + 1]
            switch marker {
            case 0xff: place += 1
            case 0xc0, 0xc1:
                components = self[place + 9]
                place += 2 + length(at: place + 2)
            // DHT, JPG and DAC are no frames.
            case 0xc4, 0xc8, 0xcc: place += 2 + length(at: place + 2)
            case 0xc2...0xcf: return true
            case 0xda: return self[place + 4] < components
            case 0x01, 0xd0...0xd8: place += 2
            default: place += 2 + length(at: place + 2)
            }
        }
        return true
    }

    private func length(at place: Int) -> Int { Int(self[place]) << 8 | Int(self[place + 1]) }
}
