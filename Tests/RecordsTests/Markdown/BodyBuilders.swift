import Testing

@testable import Records

/// The URLs of the images of a body.
func bodyURLs(_ body: String, _ name: String = "post.md", flavour: MarkdownFlavour? = nil) throws -> [String] {
    try bodyRecord(body, name, flavour: flavour).entries.map(\.url.text)
}

/// The record of a body, behind some front matter.
func bodyRecord(
    _ body: String, _ name: String = "post.md", flavour: MarkdownFlavour? = nil, shortcodes: [Shortcode] = []
) throws -> Record {
    var vocabulary = EntryVocabulary()
    vocabulary.bodies.flavour = flavour
    vocabulary.bodies.shortcodes = shortcodes
    let record = try record("---\ntitle: Post\n---\n" + body, name, vocabulary: vocabulary)
    #expect(record.problems.isEmpty)
    return record
}

/// The images of a body as `path url widthxheight`, with a dash for what is not declared.
func bodyImages(
    _ body: String, _ name: String = "post.md", flavour: MarkdownFlavour? = nil, shortcodes: [Shortcode] = []
) throws -> [String] {
    try bodyRecord(body, name, flavour: flavour, shortcodes: shortcodes).entries.map { entry in
        "\(entry.path) \(entry.url.text) \(entry.width?.text ?? "-")x\(entry.height?.text ?? "-")"
    }
}

/// What stands in the record where the URLs of a body are said to be.
func writtenURLs(_ body: String, _ name: String = "post.md") throws -> [String] {
    let record = try bodyRecord(body, name)
    return record.entries.map { excerpt($0.url.range, of: record) }
}

/// A body after a change of both sizes of its first image.
func resized(
    _ body: String, _ name: String = "post.md", flavour: MarkdownFlavour? = nil, entry: Int = 0
) throws -> String {
    let record = try bodyRecord(body, name, flavour: flavour)
    let changes = [
        FieldChange(entryIndex: entry, field: .width, value: .pixels(640)),
        FieldChange(entryIndex: entry, field: .height, value: .pixels(480)),
    ]
    let result = String(decoding: try record.applying(changes), as: UTF8.self)
    return String(result.dropFirst("---\ntitle: Post\n---\n".count))
}
