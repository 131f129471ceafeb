import Addresses
import Auditing
import Reporting

/// One line for each image.
extension InspectedImage {
    /// One JSON object on one line, without a line end.
    public func json(withVerdict: Bool) -> String {
        var pairs: [(String, JSONValue)] = [
            ("source", .string(shownSource)), ("format", .optional(format)),
            ("width", .optional(width)), ("height", .optional(height)), ("rawWidth", .optional(rawWidth)),
            ("rawHeight", .optional(rawHeight)), ("orientation", .optional(orientation)),
            ("frames", .optional(frames)), ("bytesRead", .int(bytesRead)),
        ]
        if withVerdict {
            pairs += [
                ("verdict", .optional(verdict)), ("blank", looks.map { .bool($0.isBlank) } ?? .null),
                ("dominantColor", .optional(looks?.dominantColor)),
                ("differenceHash", .optional(looks?.differenceHash)), ("thumbHash", .optional(looks?.thumbHash)),
            ]
        }
        pairs.append(("error", .optional(error)))
        return JSONValue.ordered(pairs).compact
    }

    /// The names of the columns of `tsv`, without a line end.
    public static let tsvHeader = [
        "source", "format", "width", "height", "rawWidth", "rawHeight", "orientation", "frames", "bytesRead",
        "verdict", "error",
    ].joined(separator: "\t")

    /// One row of values separated by tabs, without a line end: empty where there is none, and with a backslash, tab or
    /// line end in a text as `\\`, `\t`, `\n` and `\r`.
    public var tsv: String {
        var row = TabSeparated.field(shownSource)
        for text in [format.map(TabSeparated.field)] + numbers + [verdict, error].map({ $0.map(TabSeparated.field) }) {
            row += "\t"
            if let text { row += text }
        }
        return row
    }

    private var numbers: [String?] {
        [width, height, rawWidth, rawHeight, orientation, frames, bytesRead].map { $0.map(String.init) }
    }

    /// One line for people, without a line end.
    public var text: String {
        var parts: [String] = []
        if let format, let width, let height {
            parts += [format, "\(width)×\(height)"]
            if let rawWidth, let rawHeight, rawWidth != width || rawHeight != height || crop != nil {
                var details = ["raw \(rawWidth)×\(rawHeight)"]
                if let crop { details.append("cropped to \(crop.width)×\(crop.height) at \(crop.x), \(crop.y)") }
                if let orientation, orientation != 1 { details.append("orientation \(orientation)") }
                parts.append("(\(details.joined(separator: ", ")))")
            }
            if let frames, frames > 1 {
                parts.append(Plural.text(frames, "frame"))
            } else if frames == nil, isAnimated == true {
                parts.append("animated")
            }
        }
        if let verdict { parts.append(verdict) }
        if let error { parts.append("(\(error))") }
        if isRemote { parts.append("(\(Plural.text(bytesRead, "byte")) received)") }
        return PlainText.escaped("\(shownSource): \(parts.joined(separator: " "))")
    }

    private var shownSource: String { URLText.shown(source) }
}
