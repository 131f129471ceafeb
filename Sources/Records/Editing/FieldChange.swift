/// A field of an entry that can be edited.
package enum EntryField: String, Sendable, CaseIterable {
    case width, height, flag, url

    var part: EntryPartName {
        switch self {
        case .width: .width
        case .height: .height
        case .flag: .flag
        case .url: .url
        }
    }
}

/// What a field is to say.
package enum FieldValue: Sendable, Hashable {
    case boolean(Bool)
    /// A number greater than 0.
    case pixels(Int)
    /// No flag: its key goes too, or its cell is emptied.
    case absent
    /// Another URL, or another spelling of it, without its quotes and escapes.
    case url(String)

    /// As all formats write it; nothing for what is to be absent.
    package var literal: String {
        switch self {
        case .boolean(let value): value ? "true" : "false"
        case .pixels(let value): String(value)
        case .absent: ""
        case .url(let text): text
        }
    }

    /// Whether a field can have it.
    func suits(_ field: EntryField) -> Bool {
        switch self {
        case .boolean, .absent: field == .flag
        case .pixels(let value): (field == .width || field == .height) && value > 0
        case .url(let text): field == .url && URLLiteral.isPossible(text)
        }
    }

    /// Whether an entry declares it.
    package func isDeclared(by entry: ImageEntry, as field: EntryField) -> Bool {
        switch (self, field) {
        case (.absent, .flag): entry.declaredFlag == .absent
        case (.boolean(let value), .flag): entry.declaredFlag == .boolean(value)
        case (.pixels(let value), .width): entry.declaredWidth == .pixels(value)
        case (.pixels(let value), .height): entry.declaredHeight == .pixels(value)
        case (.url(let text), .url): entry.url.text == text
        default: false
        }
    }
}

/// A change that somebody wants made to a record.
package struct FieldChange: Sendable, Hashable {
    /// Place of the entry in the record's `entries`.
    package var entryIndex: Int
    /// Must suit the value: a flag takes a boolean, width and height take pixels, a URL takes a URL.
    package var field: EntryField
    package var value: FieldValue

    package init(entryIndex: Int, field: EntryField, value: FieldValue) {
        self.entryIndex = entryIndex
        self.field = field
        self.value = value
    }
}

/// Bytes of a record and what is to stand in their place.
package struct Edit: Sendable, Hashable {
    /// In bytes of the file as it is.
    package var offset: Int
    /// In bytes; 0 for an insertion.
    package var length: Int
    /// The bytes that come, as text.
    package var replacement: String

    package init(offset: Int, length: Int, replacement: String) {
        self.offset = offset
        self.length = length
        self.replacement = replacement
    }
}

/// Why a change is not made.
package struct EditRefusal: Error, Sendable, Hashable {
    /// The path of the entry; empty where there is no such entry.
    package var entryPath: String
    /// One sentence: why, and what to do.
    package var message: String

    package init(entryPath: String, message: String) {
        self.entryPath = entryPath
        self.message = message
    }
}

/// An edit, and what it does to the nodes of the record.
struct PlannedEdit {
    var edit: Edit
    /// Nil where the record says so already.
    var change: NodeChange?
    /// The value that it replaces or removes; nil where it inserts one.
    var replaced: EntryPart?
    /// Orders edits of one offset: a value is filled in before a pair is inserted after it.
    var rank: Int
}
