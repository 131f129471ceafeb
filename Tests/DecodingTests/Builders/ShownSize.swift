import Foundation
import Probing
import Testing

/// How large an image is to a browser.
enum ShownSize: Sendable {
    case size(width: Int, height: Int)
    /// Width by height, of an SVG image that has no size beside it.
    case ratio(Double)
    /// The image is shown, but has no size of its own, or only one side.
    case none
    /// The image is not shown, or has no pixel.
    case refused

    /// Reads `62x37`, `ratio 1.6757`, `no size`, `width 100`, `height 50` or `error`, as `Tests/Browser` writes them.
    init?(_ text: String) {
        let sides = text.split(separator: "x").compactMap { Int($0) }
        if sides.count == 2 {
            self = sides.contains(0) ? .refused : .size(width: sides[0], height: sides[1])
        } else if text.hasPrefix("ratio "), let ratio = Double(text.dropFirst(6)) {
            self = .ratio(ratio)
        } else if text == "no size" || text.hasPrefix("width ") || text.hasPrefix("height ") {
            self = .none
        } else if text == "error" || text == "timeout" {
            self = .refused
        } else {
            return nil
        }
    }

    /// Whether two browsers say the same.
    func agrees(with other: ShownSize) -> Bool {
        switch (self, other) {
        case (.size(let width, let height), .size(let otherWidth, let otherHeight)):
            return width == otherWidth && height == otherHeight
        case (.ratio(let one), .ratio(let two)): return abs(one - two) <= one / 1000
        case (.none, .none), (.refused, .refused): return true
        default: return false
        }
    }

    /// Whether an image of this size is of the ratio, where each side may be rounded by half a pixel, and the ratio has
    /// four digits.
    static func isRatio(_ ratio: Double, of header: ImageHeader) -> Bool {
        let (width, height) = (Double(header.width), Double(header.height))
        return (width - 0.5) / (height + 0.5) - 1e-4 <= ratio && ratio <= (width + 0.5) / (height - 0.5) + 1e-4
    }
}

/// What two browsers say of one of the files below `Tests/Fixtures`, as `make browser-sizes RECORD=yes` wrote it.
struct ShownFixture: Sendable, CustomTestStringConvertible {
    let path: String
    let chromium: ShownSize
    let firefox: ShownSize

    var testDescription: String { path }

    static let all: [ShownFixture] = rows(of: "Tests/Fixtures/browsers.tsv").compactMap { fields in
        guard fields.count == 3, let chromium = ShownSize(fields[1]), let firefox = ShownSize(fields[2]) else {
            return nil
        }
        return ShownFixture(path: fields[0], chromium: chromium, firefox: firefox)
    }

    /// Fixtures that differ from the browsers, and why.
    static let knownDifferences: [String: String] = Dictionary(
        uniqueKeysWithValues: rows(of: "Tests/Browser/known-differences.tsv").compactMap { fields in
            guard fields.count == 3, fields[0].hasPrefix("fixtures/") else { return nil }
            return (String(fields[0].dropFirst("fixtures/".count)), fields[2])
        })

    func bytes() throws -> [UInt8] {
        Array(try Data(contentsOf: Fixture.directory.appending(path: path)))
    }

    /// The lines of a table of the repository, split at tabs.
    static func rows(of table: String) -> [[String]] {
        let path = Fixture.directory.appending(path: "../../\(table)").standardizedFileURL
        return ((try? String(contentsOf: path, encoding: .utf8)) ?? "").split(separator: "\n").map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
    }
}
