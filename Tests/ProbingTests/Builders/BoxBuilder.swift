import TestSupport

/// Builds the boxes of HEIF, JPEG 2000 and JPEG XL files.
enum Box {
    /// How a box says how large it is.
    enum SizeKind {
        case short, long
        /// To the end of the file.
        case open
    }

    static func make(_ type: String, _ contents: [UInt8] = [], size: SizeKind = .short) -> [UInt8] {
        let name = Array(type.utf8)
        return switch size {
        case .short: bigEndian(8 + contents.count, size: 4) + name + contents
        case .long: bigEndian(1, size: 4) + name + bigEndian(16 + contents.count, size: 8) + contents
        case .open: bigEndian(0, size: 4) + name + contents
        }
    }

    /// A box whose contents begin with a version and flags.
    static func full(_ type: String, version: Int = 0, flags: Int = 0, _ contents: [UInt8] = []) -> [UInt8] {
        make(type, bigEndian(version, size: 1) + bigEndian(flags, size: 3) + contents)
    }
}
