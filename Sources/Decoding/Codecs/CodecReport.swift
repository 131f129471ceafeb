import CImageCodecs

extension DecodeLimits {
    /// The limits as C takes them; negative ones allow nothing.
    var codecLimits: codec_limits {
        codec_limits(
            pixels: UInt64(clamping: maximumPixels),
            scans: UInt32(clamping: maximumScans),
            scan_pixels: 25 * UInt64(clamping: min(maximumPixels, 1 << 48)),
            memory: Int(max(maximumMemory, 0)))
    }
}

extension codec_report {
    /// What the report says of the image.
    var verdict: Verdict {
        switch outcome {
        case .intact: .intact
        case .truncated: .truncated((at_end ? "the file ends" : text) + byte + line)
        case .endMissing: .truncated("every row was decoded, but the file ends\(byte) without the mark of its end")
        case .corrupt: .corrupt(text + byte + line + (warnings > 1 ? ", the first of \(warnings) such places" : ""))
        case .unsupported: .unsupported(text)
        case .limit: .unsupported("\(text), and is not decoded within the limits")
        }
    }

    private var byte: String { " at byte \(offset)" }

    private var line: String { has_row ? ", in or near row \(row)" : "" }

    private var text: String {
        withUnsafeBytes(of: message) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}
