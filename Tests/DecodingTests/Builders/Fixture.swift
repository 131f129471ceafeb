import Foundation
import Probing
import TestSupport
import Testing

/// One of the images that `Tests/Fixtures/make-images` made with real encoders, and what was asked of them.
struct Fixture: Sendable, CustomTestStringConvertible {
    let name: String
    let format: ImageFormat
    let rawWidth: Int
    let rawHeight: Int
    let orientation: Int
    let width: Int
    let height: Int
    /// Nil where the encoder decides.
    let frames: Int?
    /// `intact`, `truncated` or `corrupt`; nil where the format has no decoder.
    let verdict: String?

    var testDescription: String { name }

    static let directory = URL(filePath: Repository.root).appending(path: "Tests/Fixtures")
        .standardizedFileURL

    static let all: [Fixture] = {
        let table = directory.appending(path: "images/expected.tsv")
        let text = (try? String(contentsOf: table, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").compactMap(Fixture.init(line:))
    }()

    private init?(line: Substring) {
        let fields = line.split(separator: "\t").map(String.init)
        guard fields.count == 9, let format = ImageFormat(rawValue: fields[1]), let rawWidth = Int(fields[2]),
            let rawHeight = Int(fields[3]), let orientation = Int(fields[4]), let width = Int(fields[5]),
            let height = Int(fields[6])
        else { return nil }
        name = fields[0]
        self.format = format
        self.rawWidth = rawWidth
        self.rawHeight = rawHeight
        self.orientation = orientation
        self.width = width
        self.height = height
        frames = Int(fields[7])
        verdict = fields[8] == "-" ? nil : fields[8]
    }

    func bytes() throws -> [UInt8] {
        Array(try Data(contentsOf: Self.directory.appending(path: "images/\(name)")))
    }
}
