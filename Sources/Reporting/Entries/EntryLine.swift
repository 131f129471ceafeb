import Addresses

/// What a record names as an image, and how that was recognized.
package struct EntryLine: Sendable, Hashable {
    package var record: String
    package var line: Int
    package var column: Int
    /// The place in the record, such as `images[0]` or `body:img[3]`.
    package var entry: String
    /// `data` or `body`.
    package var kind: String
    /// As it is written.
    package var url: String
    /// Where the image is to be had: `remote`, `file`, `site`, `inline`, `templated`, `skipped`, `invalid`.
    package var location: String
    /// The URL as it would be asked for; nil where nothing is asked.
    package var request: String?
    /// The file of the site that it names; nil where it names none.
    package var file: String?
    /// As they are written; nil where there is none.
    package var width: String?
    package var height: String?
    /// What the flag says, as it is written; nil where there is none.
    package var flag: String?
    /// Why the value is taken for an image.
    package var reason: String

    package init(
        record: String, line: Int, column: Int, entry: String, kind: String, url: String, location: String,
        request: String? = nil, file: String? = nil, width: String? = nil, height: String? = nil, flag: String? = nil,
        reason: String
    ) {
        self.record = record
        self.line = line
        self.column = column
        self.entry = entry
        self.kind = kind
        self.url = url
        self.location = location
        self.request = request
        self.file = file
        self.width = width
        self.height = height
        self.flag = flag
        self.reason = reason
    }

    package var json: JSONValue {
        .members([
            "record": .string(record), "line": .int(line), "column": .int(column), "entry": .string(entry),
            "kind": .string(kind), "url": .string(URLText.shown(url)), "location": .string(location),
            "request": .optional(request.map(URLText.shown)), "file": .optional(file), "width": .optional(width),
            "height": .optional(height), "flag": .optional(flag), "reason": .string(reason),
        ])
    }

    /// One line for people, without a line end.
    ///
    /// - Parameter explains: Adds why the value is taken for an image.
    package func text(explains: Bool) -> String {
        // Piece by piece, since the times sign would have each line looked at character by character.
        var text = PlainText.escaped(record)
        text += ":\(line):\(column)"
        func add(_ begin: String, _ piece: String = "", _ end: String = "") {
            text += begin
            text += PlainText.escaped(piece)
            text += end
        }
        add("  ", entry)
        add("  ", URLText.shown(url))
        if let width, let height {
            add("  ", width, "×")
            add("", height)
        } else if let side = width ?? height {
            add(width == nil ? "  height " : "  width ", side)
        }
        if let flag { add("  flag ", flag) }
        switch location {
        case "remote": if let request, request != url { add("  → ", URLText.shown(request)) }
        case "file": if let file { add("  → ", file) }
        default: add("  (", Self.words(for: location), ")")
        }
        if explains { add("  — ", reason) }
        return text
    }

    private static func words(for location: String) -> String {
        switch location {
        case "site": "of the site itself; no file found"
        case "inline": "within the record"
        case "templated": "the site's generator fills it in"
        case "skipped": "left out by the configuration"
        default: "not a usable URL"
        }
    }
}

/// A value that looks like an image, and is not taken for one.
package struct PassedLine: Sendable, Hashable {
    package var record: String
    package var line: Int
    package var column: Int
    package var entry: String
    package var value: String
    /// Why it is passed over.
    package var reason: String

    package init(record: String, line: Int, column: Int, entry: String, value: String, reason: String) {
        self.record = record
        self.line = line
        self.column = column
        self.entry = entry
        self.value = value
        self.reason = reason
    }

    package var json: JSONValue {
        .members([
            "record": .string(record), "line": .int(line), "column": .int(column), "entry": .string(entry),
            "value": .string(URLText.shown(value)), "reason": .string(reason),
        ])
    }

    /// One line for people, without a line end.
    package var text: String {
        PlainText.escaped("\(record):\(line):\(column)  \(entry)  \(URLText.shown(value))  — \(reason)")
    }
}
