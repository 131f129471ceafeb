package import Auditing

/// What a proof sheet shows beside the findings: every image entry, and small pictures of the images.
package struct ProofSheet: Sendable {
    /// An image entry of a record.
    package struct Entry: Sendable {
        package var path: String
        /// The line of its URL, from 1.
        package var line: Int?
        /// The URL as the record has it.
        package var url: String
        /// The declared size, where width or height is a number of pixels.
        package var declared = Finding.DeclaredSize(width: nil, height: nil)
        /// The actual size as displayed, where it is known.
        package var actual: PixelSize?
        /// The number of its picture; nil where there is none.
        package var picture: Int?
        /// Why there is no picture, in a few words; nil where there is one.
        package var absence: String?

        package init(path: String, line: Int? = nil, url: String) {
            self.path = path
            self.line = line
            self.url = url
        }
    }

    /// A record, and its entries in their order.
    package struct Record: Sendable {
        package var path: String
        package var entries: [Entry]

        package init(path: String, entries: [Entry] = []) {
            self.path = path
            self.entries = entries
        }
    }

    /// The small pictures, by the numbers of the pictures; nil where a picture has none.
    package enum Thumbnails: Sendable {
        /// JPEG files that are to stand in the page.
        case embedded([[UInt8]?])
        /// Names of files in a directory beside the page.
        case files(directory: String, names: [String?])

        /// How many there are.
        package var count: Int {
            switch self {
            case .embedded(let files): files.count { $0 != nil }
            case .files(_, let names): names.count { $0 != nil }
            }
        }
    }

    /// In the order of the run.
    package var records: [Record]
    package var thumbnails = Thumbnails.embedded([])
    /// What the reader should know of the sheet, each one sentence.
    package var notes: [String] = []

    package init(records: [Record] = []) {
        self.records = records
    }
}
