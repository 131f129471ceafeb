import Foundation
import TestSupport
import Testing

/// One image of a collection of real files, and the size at which browsers lay it out.
struct BrowserRow: Sendable, CustomTestStringConvertible {
    let path: String
    let format: String
    /// In CSS pixels; nil where browsers differ, or where there is no size to tell.
    let size: (width: Int, height: Int)?

    var testDescription: String { path }

    init?(line: Substring) {
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard fields.count >= 4 else { return nil }
        (path, format) = (fields[0], fields[1])
        if let width = Int(fields[2]), let height = Int(fields[3]) { size = (width, height) } else { size = nil }
    }
}

/// What Chromium and Firefox both say of the images in `browser`, a directory of the collection of real images.
enum BrowserTable {
    static let rows: [BrowserRow] = {
        guard let directory = TruthTable.directory,
            let text = try? String(contentsOf: directory.appending(path: "browser/expected.tsv"), encoding: .utf8)
        else { return [] }
        return text.split(separator: "\n").dropFirst().compactMap(BrowserRow.init(line:))
    }()

    static func bytes(of row: BrowserRow) throws -> [UInt8] {
        guard let directory = TruthTable.directory else { return [] }
        return Array(try Data(contentsOf: directory.appending(path: "browser/\(row.path)")))
    }
}
