/// The image formats whose headers can be read.
package enum ImageFormats {
    /// The parser of every format, in the order in which signatures are compared.
    package static let all: [any HeaderParser.Type] = [
        JPEGParser.self,
        PNGParser.self,
        GIFParser.self,
        WebPParser.self,
        AVIFParser.self,
        HEICParser.self,
        JXLParser.self,
        JP2Parser.self,
        J2KParser.self,
        BMPParser.self,
        ICOParser.self,
        CURParser.self,
        TIFFParser.self,
        PSDParser.self,
        QOIParser.self,
        PNMParser.self,
        DDSParser.self,
        ICNSParser.self,
        KTXParser.self,
        HDRParser.self,
        XBMParser.self,
        SVGParser.self,
        SVGZParser.self,
        // Without a signature, it comes last.
        TGAParser.self,
    ]

    /// More bytes than any signature has; white space before that of SVG comes on top.
    package static let signatureSize = 20

    /// The format whose signature data begin with; `.undecided` where more bytes could still make it one.
    static func parser(for start: Span<UInt8>) -> (match: SignatureMatch, type: (any HeaderParser.Type)?) {
        var isUndecided = false
        for type in all {
            switch type.match(start) {
            case .yes: return (.yes, type)
            case .undecided: isUndecided = true
            case .no: continue
            }
        }
        return (isUndecided ? .undecided : .no, nil)
    }

    private static let fileNameExtensions = Set(ImageFormat.allCases.flatMap(\.fileNameExtensions))

    /// Whether a file of that name may be an image.
    package static func areKnown(forFileNamed name: String) -> Bool {
        guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return false }
        return fileNameExtensions.contains(name[name.utf8.index(after: dot)...].lowercased())
    }
}
