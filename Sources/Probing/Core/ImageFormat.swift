/// An image file format that Proofsheet recognises by its own signature, never by a name or a Content-Type.
///
/// All that is known of a format is said by its parser, which is what tells two formats apart, too: comparing them is
/// comparing addresses.
package struct ImageFormat: Sendable, Hashable, CaseIterable {
    private let parser: any HeaderParser.Type

    init(_ parser: any HeaderParser.Type) { self.parser = parser }

    /// The format of a name in reports or in the cache index; nil where no parser has it.
    package init?(rawValue: String) {
        guard let format = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
        self = format
    }

    /// Every format, in the order in which signatures are compared.
    package static let allCases = ImageFormats.all.map { ImageFormat($0) }

    /// The name used in reports and in the cache index.
    package var rawValue: String { parser.name }

    /// The file name extension of cached objects of this format, without the dot.
    package var fileExtension: String { parser.fileExtension }

    /// The file name extensions that files of this format go by, lowercase and without the dot.
    ///
    /// They tell which files of a directory are worth a look, and never which format a file has.
    package var fileNameExtensions: [String] { [parser.fileExtension] + parser.otherFileNameExtensions }

    /// The media type that servers and Accept fields call it by.
    package var mediaType: String { parser.mediaType }

    /// What stands at which offsets in bytes of some files of this format, enough to make any data one.
    package var signature: [Int: [UInt8]] { parser.signature }

    package static func == (left: ImageFormat, right: ImageFormat) -> Bool { left.parser == right.parser }

    package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(parser)) }
}
