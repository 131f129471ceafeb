import Addresses

/// What is known of one image that was looked at.
package struct InspectionLine: Sendable {
    /// The path or URL as it was given; `-` for standard input.
    package var source: String
    /// The format's name; nil, as the sizes in pixels, where it is no image or its size cannot be read for sure.
    package var format: String?
    package var width: Int?
    package var height: Int?
    package var rawWidth: Int?
    package var rawHeight: Int?
    package var orientation: Int?
    /// The part that is displayed, in raw pixels; nil for all of it.
    package var shownPart: (x: Int, y: Int, width: Int, height: Int)?
    package var frames: Int?
    package var isAnimated: Bool?
    package var bytesRead = 0
    /// The verdict's name; nil where the image was not decoded.
    package var verdict: String?
    /// What it looks like; nil where the image was not decoded as a whole.
    package var appearance: Appearance?
    /// Why there is no size, or what the decoder found.
    package var error: String?
    /// It was asked for from a server.
    package var isRemote = false

    package init(source: String) { self.source = source }
}

/// What an image looks like, in a few bytes.
package struct Appearance: Sendable, Hashable {
    package var isBlank: Bool
    package var dominantColor: String?
    package var differenceHash: String
    package var thumbHash: String

    package init(isBlank: Bool, dominantColor: String?, differenceHash: String, thumbHash: String) {
        self.isBlank = isBlank
        self.dominantColor = dominantColor
        self.differenceHash = differenceHash
        self.thumbHash = thumbHash
    }
}

extension InspectionLine {
    /// One JSON object on one line, without a line end.
    package func json(withVerdict: Bool) -> String {
        var pairs: [(String, JSONValue)] = [
            ("source", .string(URLText.shown(source))), ("format", .optional(format)),
            ("width", .optional(width)), ("height", .optional(height)),
            ("rawWidth", .optional(rawWidth)), ("rawHeight", .optional(rawHeight)),
            ("orientation", .optional(orientation)), ("frames", .optional(frames)),
            ("bytesRead", .int(bytesRead)),
        ]
        if withVerdict {
            pairs += [
                ("verdict", .optional(verdict)), ("blank", appearance.map { .bool($0.isBlank) } ?? .null),
                ("dominantColor", .optional(appearance?.dominantColor)),
                ("differenceHash", .optional(appearance?.differenceHash)),
                ("thumbHash", .optional(appearance?.thumbHash)),
            ]
        }
        pairs.append(("error", .optional(error)))
        return JSONValue.ordered(pairs).compact
    }

    /// The names of the columns of `tsv`, without a line end.
    package static let tsvHeader = [
        "source", "format", "width", "height", "rawWidth", "rawHeight", "orientation", "frames", "bytesRead",
        "verdict", "error",
    ].joined(separator: "\t")

    /// One row of values separated by tabs, without a line end: empty where there is none, and with a backslash, tab or
    /// line end in a text as `\\`, `\t`, `\n` and `\r`.
    package var tsv: String {
        let numbers = [
            width, height, rawWidth, rawHeight, orientation, frames,
            bytesRead,
        ].map { $0.map(String.init) }
        var row = TabSeparated.field(URLText.shown(source))
        let texts = [verdict, error].map { $0.map(TabSeparated.field) }
        for text in [format.map(TabSeparated.field)] + numbers + texts {
            row += "\t"
            if let text { row += text }
        }
        return row
    }

    /// One line for people, without a line end.
    package var text: String {
        var parts: [String] = []
        if let format, let width, let height {
            parts += [format, "\(width)×\(height)"]
            if let details = details(width, height) { parts.append("(\(details))") }
            if let frames, frames > 1 {
                parts.append(Plural.text(frames, "frame"))
            } else if frames == nil, isAnimated == true {
                parts.append("animated")
            }
        }
        if let verdict { parts.append(verdict) }
        if let error { parts.append("(\(error))") }
        if isRemote { parts.append("(\(Plural.text(bytesRead, "byte")) received)") }
        return PlainText.escaped("\(URLText.shown(source)): \(parts.joined(separator: " "))")
    }

    /// How the size displayed comes about; nil where it is the coded one.
    private func details(_ width: Int, _ height: Int) -> String? {
        guard let rawWidth, let rawHeight,
            rawWidth != width || rawHeight != height || shownPart != nil
        else { return nil }
        var details = ["raw \(rawWidth)×\(rawHeight)"]
        if let part = shownPart {
            details.append("cropped to \(part.width)×\(part.height) at \(part.x), \(part.y)")
        }
        if let orientation, orientation != 1 { details.append("orientation \(orientation)") }
        // What is neither cropped nor only turned has its size by its density.
        let sides = orientation.map { $0 >= 5 } == true ? (height, width) : (width, height)
        if shownPart == nil, sides != (rawWidth, rawHeight) { details.append("shown at its EXIF density") }
        return details.joined(separator: ", ")
    }
}
