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
        /// What the record says there; nil where that is not shown.
        package var excerpt: Excerpt?

        package init(path: String, line: Int? = nil, url: String) {
            self.path = path
            self.line = line
            self.url = url
        }
    }

    /// The lines of a record around an entry, in which no credential of a URL is to be read.
    package struct Excerpt: Sendable, Hashable {
        /// The number of the first line, from 1.
        package var firstLine: Int
        package var lines: [String]
        /// The same lines once the suggestions of `rules` are carried out; nil where these change nothing here.
        package var mended: [String]?
        package var rules: Set<RuleName> = []

        package init(firstLine: Int, lines: [String]) {
            self.firstLine = firstLine
            self.lines = lines
        }
    }

    /// A record, and its entries in their order.
    package struct Record: Sendable {
        package var path: String
        /// What the article is called, where it says so.
        package var title: String?
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

    /// How a place of a record is opened in an editor.
    package struct EditorLink: Sendable, Hashable {
        /// A URL in which `{path}`, `{line}` and `{column}` stand for the place.
        package var template: String
        /// The absolute directory that paths of records start from.
        package var directory: String

        package init(template: String, directory: String) {
            self.template = template
            self.directory = directory
        }
    }

    /// What an earlier run reported.
    package struct Comparison: Sendable {
        /// What its report is called.
        package var name: String
        /// Its findings.
        package var earlier: Baseline
        /// Records of its findings that are no longer there.
        package var goneRecords: Set<String> = []

        package init(name: String, earlier: Baseline) {
            self.name = name
            self.earlier = earlier
        }
    }

    /// How a review stands that serves the sheet.
    package struct Review: Sendable, Hashable {
        /// What the last thing that was done did.
        package struct Notice: Sendable, Hashable {
            /// In a few words.
            package var title: String
            /// What was not done, each one sentence.
            package var lines: [String]
            /// A unified diff of the records that were changed; empty where none was.
            package var diff: String
            /// To undo the last change is to undo this.
            package var isUndoable: Bool

            package init(title: String, lines: [String], diff: String = "", isUndoable: Bool = false) {
                self.title = title
                self.lines = lines
                self.diff = diff
                self.isUndoable = isUndoable
            }
        }

        /// The number of the page, which changes are asked for with.
        package var page: Int
        /// The file that gets what is accepted; nil where nothing can be.
        package var baseline: String?
        package var notice: Notice?
        /// What can be undone, in words; nil where nothing can be.
        package var undoable: String?

        package init(page: Int, baseline: String? = nil, notice: Notice? = nil, undoable: String? = nil) {
            self.page = page
            self.baseline = baseline
            self.notice = notice
            self.undoable = undoable
        }
    }

    /// In the order of the run.
    package var records: [Record]
    package var thumbnails = Thumbnails.embedded([])
    /// What the reader should know of the sheet, each one sentence.
    package var notes: [String] = []
    /// The site's address, or what its directory is called.
    package var site = ""
    /// What a person types to make the run again; empty where that is not known.
    package var command = ""
    /// The key by which records say that an image is cached.
    package var flagKey = "isCached"
    package var editor: EditorLink?
    package var comparison: Comparison?
    /// Nil for a page that is a file.
    package var review: Review?

    package init(records: [Record] = []) {
        self.records = records
    }
}
