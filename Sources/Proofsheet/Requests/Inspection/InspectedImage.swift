import Decoding
import Probing
import Reporting

/// What is to be known of one image, from a file, a stream or a URL.
public struct InspectedImage: Sendable, Hashable {
    /// A part of a picture in raw pixels, the first of which is (0, 0).
    public struct Crop: Sendable, Hashable {
        /// Its first column.
        public var x: Int
        /// Its first row.
        public var y: Int
        /// Columns.
        public var width: Int
        /// Rows.
        public var height: Int
    }

    /// What an image looks like, in a few bytes.
    public struct Looks: Sendable, Hashable {
        /// One flat colour, or nothing visible at all.
        public var isBlank: Bool
        /// The commonest colour as `#rrggbb`; nil where nothing is visible.
        public var dominantColor: String?
        /// A difference hash of 64 bits, as 16 hexadecimal digits: few bits differ between images that look alike.
        public var differenceHash: String
        /// A ThumbHash in Base64, from which pages draw a blurred placeholder.
        public var thumbHash: String
    }

    /// The path or URL as it was given; `-` for standard input.
    public var source: String
    /// The format's name, such as `jpeg`; nil where it is no image, or its size cannot be read for sure.
    public var format: String?
    /// Width as a browser displays it, in pixels.
    public var width: Int?
    /// Height as a browser displays it, in pixels.
    public var height: Int?
    /// Width as coded, in pixels.
    public var rawWidth: Int?
    /// Height as coded, in pixels.
    public var rawHeight: Int?
    /// EXIF orientation, 1 to 8.
    public var orientation: Int?
    /// The part of the raw picture that is displayed, before the orientation is applied; nil for all of it.
    public var crop: Crop?
    /// Number of frames; nil where the bytes read do not tell.
    public var frames: Int?
    /// Several frames are displayed; nil where the bytes read do not tell.
    public var isAnimated: Bool?
    /// Bytes read of the file or stream, or received from the server over all requests.
    public var bytesRead = 0
    /// `intact`, `truncated`, `corrupt` or `unsupported`; nil where the image was not decoded.
    public var verdict: String?
    /// Nil where the image was not decoded as a whole, or that was not asked for.
    public var looks: Looks?
    /// Why there is no size, or what the decoder found.
    public var error: String?
    /// The source could not be read at all.
    public var isUnreadable = false
    /// Its source is a URL.
    public var isRemote = false

    init(source: String) {
        self.source = source
    }

    /// A source that could not be read at all.
    init(source: String, unreadable reason: String) {
        self.source = source
        fail(reason)
    }

    mutating func fail(_ reason: String) {
        error = reason
        isUnreadable = true
    }

    mutating func take(_ header: ImageHeader) {
        format = header.format.rawValue
        width = header.width
        height = header.height
        rawWidth = header.rawWidth
        rawHeight = header.rawHeight
        orientation = header.orientation
        crop = header.crop.map { Crop(x: $0.x, y: $0.y, width: $0.width, height: $0.height) }
        frames = header.frames
        isAnimated = header.isAnimated
    }

    mutating func take(_ result: Result<ImageHeader, ProbeError>) {
        switch result {
        case .success(let header): take(header)
        case .failure(let failure): error = failure.reason
        }
    }

    mutating func take(_ assessment: ImageAssessment) {
        verdict = assessment.verdict.name
        error = assessment.verdict.detail
        looks = assessment.summary.map(Looks.init)
    }
}

extension InspectedImage.Looks {
    init(_ summary: PictureSummary) {
        isBlank = summary.isBlank
        dominantColor = summary.dominantColorText
        differenceHash = summary.differenceHashText
        thumbHash = summary.thumbHashText
    }
}

extension InspectedImage {
    /// One JSON object on one line, without a line end.
    public func json(withVerdict: Bool) -> String { reported.json(withVerdict: withVerdict) }

    /// The names of the columns of `tsv`, without a line end.
    public static var tsvHeader: String { InspectionLine.tsvHeader }

    /// One row of values separated by tabs, without a line end: empty where there is none, and with a backslash, tab or
    /// line end in a text as `\\`, `\t`, `\n` and `\r`.
    public var tsv: String { reported.tsv }

    /// One line for people, without a line end.
    public var text: String { reported.text }

    private var reported: InspectionLine {
        var line = InspectionLine(source: source)
        line.format = format
        (line.width, line.height) = (width, height)
        (line.rawWidth, line.rawHeight) = (rawWidth, rawHeight)
        line.orientation = orientation
        line.shownPart = crop.map { ($0.x, $0.y, $0.width, $0.height) }
        (line.frames, line.isAnimated) = (frames, isAnimated)
        line.bytesRead = bytesRead
        line.verdict = verdict
        line.appearance = looks.map { looks in
            Appearance(
                isBlank: looks.isBlank, dominantColor: looks.dominantColor, differenceHash: looks.differenceHash,
                thumbHash: looks.thumbHash)
        }
        line.error = error
        line.isRemote = isRemote
        return line
    }
}
