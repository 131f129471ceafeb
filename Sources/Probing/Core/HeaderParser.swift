/// Whether data begin with the signature of a format.
package enum SignatureMatch: Sendable, Hashable {
    case no
    /// The bytes at hand agree with the signature, but are fewer than it has.
    case undecided
    case yes

    /// Compares the first bytes with a big-endian signature of `size` bytes, 8 at most.
    static func compare(_ start: Span<UInt8>, with signature: UInt64, size: Int) -> SignatureMatch {
        let available = min(start.count, size)
        for index in 0..<available {
            let expected = UInt8(truncatingIfNeeded: signature >> UInt64(8 * (size - 1 - index)))
            if start[index] != expected { return .no }
        }
        return available == size ? .yes : .undecided
    }
}

/// What a parser asks for after it has looked at the bytes at its position.
///
/// All numbers are bytes from that position on.
package enum ParserStep: Sendable, Hashable {
    /// At least so many bytes must be at hand, more than there were.
    case needs(Int)
    /// The next structure begins so many bytes on; what lies between is not looked at.
    case jump(Int)
    /// So many bytes were looked at one by one and are done with.
    case scanned(Int)
    /// All bytes that are at hand are wanted, one at least, as far as the file reaches.
    case stream
    /// So many of them were looked at and are done with; the parser sees to it that they are not too many.
    case streamed(Int)
    /// EXIF data fill `count` bytes from `start` on; once they are read, for what they say of the orientation and where
    /// `density` says so of the density, the parser goes on at `next`.
    case exif(start: Int, count: Int, next: Int, density: Bool)
    /// All that matters has been read.
    case finished
}

/// What a parser has learnt so far, and where in the file it stands.
package struct ParserState: Sendable {
    package let countsFrames: Bool
    package let limits: ProbeLimits
    package let reach: ProbeReach
    /// File offset in bytes of the first of the bytes that the parser is given.
    package internal(set) var position = 0
    package var width = 0
    package var height = 0
    /// Orientation that the format itself has, 1 to 8; nil as long as none was found.
    package var orientation: Int?
    /// EXIF data have been read.
    var hasExif = false
    /// The part of the raw picture that is displayed; nil for all of it.
    package var crop: CropRectangle?
    package var frames: Int? = 1
    /// The header says that this is an animation, whether or not its frames are counted.
    package var announcesAnimation = false
    /// Only the ratio of width and height counts.
    var isRatioOnly = false
    /// Size and orientation are certain and the rest only counts frames, so that no error takes the header back.
    package var isSettled = false
}

/// The parser of one image format, and all that is known of the format: it moves forward only, and keeps no bytes.
///
/// A conforming type of at most three words is stored in a `HeaderProbe` without an allocation. It is one of
/// `ImageFormats.all`.
package protocol HeaderParser: Sendable {
    /// The name of the format in reports and in the cache index, lowercase; no two formats have the same.
    static var name: String { get }

    /// The file name extension of cached objects, without the dot; the name where nothing else is said.
    static var fileExtension: String { get }

    /// Further file name extensions that files of the format go by, lowercase and without the dot.
    static var otherFileNameExtensions: [String] { get }

    /// The media type as IANA registers it, or the one in use; `image/` and the name where nothing else is said.
    static var mediaType: String { get }

    /// What stands at which offsets in bytes of some files of the format, enough for `match` to say yes.
    static var signature: [Int: [UInt8]] { get }

    /// Compares the first bytes of a file with the signature of the format.
    static func match(_ start: Span<UInt8>) -> SignatureMatch

    init()

    /// Looks at the structure at `state.position`; `bytes` begin there and may be too few, or none.
    mutating func parse(_ bytes: Span<UInt8>, _ state: inout ParserState) throws(ProbeError) -> ParserStep

    /// Whether the file may end at `state.position`, where the parser has asked for `ParserStep.stream`.
    mutating func finish(_ state: inout ParserState) throws(ProbeError) -> Bool
}

extension HeaderParser {
    package static var format: ImageFormat { ImageFormat(Self.self) }

    package static var fileExtension: String { name }

    package static var otherFileNameExtensions: [String] { [] }

    package static var mediaType: String { "image/\(name)" }

    package mutating func finish(_ state: inout ParserState) throws(ProbeError) -> Bool { false }
}
