extension ImageFormat {
    /// The file name extensions that files of this format go by, lowercase and without the dot.
    ///
    /// They tell which files of a directory are worth a look, and never which format a file has.
    package var fileNameExtensions: [String] {
        switch self {
        case .jpeg: ["jpg", "jpeg", "jpe", "jfif", "mpo"]
        case .png: ["png", "apng"]
        case .avif: ["avif", "avifs"]
        case .heic: ["heic", "heif", "heics", "heifs", "hif"]
        case .jp2: ["jp2", "jpf", "jpx", "jpm"]
        case .j2k: ["j2k", "j2c", "jpc"]
        case .bmp: ["bmp", "dib"]
        case .tiff: ["tiff", "tif"]
        case .pnm: ["pnm", "pbm", "pgm", "ppm", "pam", "pfm"]
        case .ktx: ["ktx", "ktx2"]
        default: [rawValue]
        }
    }
}

extension ImageFormats {
    private static let fileNameExtensions = Set(ImageFormat.allCases.flatMap(\.fileNameExtensions))

    /// Whether a file of that name may be an image.
    package static func areKnown(forFileNamed name: String) -> Bool {
        guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return false }
        return fileNameExtensions.contains(name[name.utf8.index(after: dot)...].lowercased())
    }
}
