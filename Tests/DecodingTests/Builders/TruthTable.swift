import Foundation
import TestSupport
import Testing

/// One image of a collection of real files, and what is known of it.
struct TruthRow: Sendable, CustomTestStringConvertible {
    let path: String
    let format: String
    let rawWidth: Int?
    let rawHeight: Int?
    let orientation: Int?
    let width: Int?
    let height: Int?
    /// `ok` where the size must be read, `error` where it must be refused, `any` where it must only be survived.
    let header: String
    /// `ok`, `truncated`, `corrupt`, `fail:` and what another decoder said, `any`, `n/a` or `?`.
    let decode: String

    var testDescription: String { path }

    init?(line: Substring) {
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard fields.count >= 9 else { return nil }
        path = fields[0]
        format = fields[1] == "apng" ? "png" : fields[1]
        rawWidth = Int(fields[2])
        rawHeight = Int(fields[3])
        orientation = Int(fields[4])
        width = Int(fields[5])
        height = Int(fields[6])
        header = fields[7]
        decode = fields[8]
    }
}

/// A collection of real images outside the repository, used where it is present.
///
/// It lies in `shared/images` beside the repository, or in `images` of the directory that `PROOFSHEET_SHARED` names.
enum TruthTable {
    static let directory: URL? = {
        guard let images = Repository.shared("images").map({ URL(filePath: $0) }) else { return nil }
        return FileManager.default.fileExists(atPath: images.appending(path: "truth.tsv").path) ? images : nil
    }()

    static let rows: [TruthRow] = {
        guard let directory, let text = try? String(contentsOf: directory.appending(path: "truth.tsv"), encoding: .utf8)
        else { return [] }
        return text.split(separator: "\n").dropFirst().compactMap(TruthRow.init(line:))
    }()

    static func bytes(of row: TruthRow) throws -> [UInt8] {
        Array(try Data(contentsOf: try #require(directory).appending(path: row.path)))
    }
}
