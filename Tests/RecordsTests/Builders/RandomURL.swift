import TestSupport

/// URLs as records have them, many with characters that mean something in one of the formats.
enum RandomURL {
    private static let starts = ["https://", "http://", "//", "/", "./", "../", ""]
    private static let pieces = [
        "a", "images", "example.org", ".", "/", "?", "&", "=", "#", "%20", " ", "'", "\"", "\\", ",", ";", ":", "[",
        "]",
        "{", "}", "é", "日本", "|", "!", "*", "@", "`", "~", "$", "+", "-", "_", "(", ")", "1", "''", "\\n", ": ", " #",
    ]

    static func text(_ random: inout SeededGenerator) -> String {
        let start = starts.randomElement(using: &random) ?? ""
        let middle = (0..<Int.random(in: 1...12, using: &random)).map { _ in pieces.randomElement(using: &random) ?? ""
        }
        // What stands behind the name of an image may be anything, and is no pattern of names.
        return start + "a.jpg?" + middle.joined() + ".jpg"
    }
}
