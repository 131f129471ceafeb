/// Tells AVIF and HEIC apart by the brands in the first box of a file (ISO/IEC 14496-12 §4.3, ISO/IEC 23008-12 §10).
///
/// The main brand counts first. Where it names no codec, as `mif1` does, a compatible brand decides, and that of AVIF
/// comes first, as in browsers. A HEIF file whose brands name no codec counts as HEIC.
enum ISOBrands {
    private enum Family {
        case avif, heic, general, other
    }

    /// Brands behind so many bytes are not looked at.
    private static let maximumSize = 1_024

    private static func family(_ brand: Int) -> Family {
        switch brand {
        case 0x6176_6966, 0x6176_6973: .avif  // avif, avis
        case 0x6865_6963, 0x6865_6978, 0x6865_696D, 0x6865_6973: .heic  // heic, heix, heim, heis
        case 0x6865_7663, 0x6865_7678, 0x6865_766D, 0x6865_7673: .heic  // hevc, hevx, hevm, hevs
        case 0x6D69_6631, 0x6D69_6632, 0x6D73_6631: .general  // mif1, mif2, msf1
        default: .other
        }
    }

    /// Whether files of this main brand are image sequences before all.
    static func isSequence(_ brand: Int) -> Bool {
        switch brand {
        case 0x6176_6973, 0x6D73_6631: true  // avis, msf1
        case 0x6865_7663, 0x6865_7678, 0x6865_766D, 0x6865_7673: true  // hevc, hevx, hevm, hevs
        default: false
        }
    }

    /// Whether a file is of `format`, which is AVIF or HEIC.
    static func match(_ start: Span<UInt8>, _ format: ImageFormat) -> SignatureMatch {
        // The box is smaller than 16 MB.
        guard start.count == 0 || start[0] == 0 else { return .no }
        let type = SignatureMatch.compare(
            start.extracting(droppingFirst: min(4, start.count)), with: 0x6674_7970, size: 4)
        guard type == .yes, let size = start.uint32(at: 0, .bigEndian) else { return type }
        guard size >= 16 else { return .no }
        guard let brand = start.uint32(at: 8, .bigEndian) else { return .undecided }
        let main = family(brand)
        if main == .avif || main == .heic { return main == (format == .avif ? .avif : .heic) ? .yes : .no }
        return matchCompatible(start, format, end: min(size, maximumSize), isGeneral: main == .general)
    }

    private static func matchCompatible(
        _ start: Span<UInt8>, _ format: ImageFormat, end: Int, isGeneral: Bool
    ) -> SignatureMatch {
        var isHEIF = isGeneral
        // Behind the main brand stands its version.
        for index in stride(from: 16, to: end - 3, by: 4) {
            guard let brand = start.uint32(at: index, .bigEndian) else { return .undecided }
            switch family(brand) {
            case .avif: return format == .avif ? .yes : .no
            case .heic, .general: isHEIF = true
            case .other: break
            }
        }
        return isHEIF && format == .heic ? .yes : .no
    }
}
