import Testing

@testable import Records

@Suite("Recognizers and presets")
struct RecognizerTests {
    /// Path, URL and size of each entry.
    private func entries(_ text: String, _ change: (inout EntryVocabulary) -> Void = { _ in }) throws -> [String] {
        var vocabulary = EntryVocabulary()
        change(&vocabulary)
        return try record(text, "a.json", vocabulary: vocabulary).entries.map {
            "\($0.path) \($0.url.text) \($0.width?.text ?? "-")x\($0.height?.text ?? "-")"
        }
    }

    private static let needing: [Recognizer: String] = [
        .pictureKeys: #"{"heroImage": "a.jpg"}"#, .lists: #"{"images": ["a.jpg"]}"#,
        .fileKeys: #"{"source_url": "a.jpg"}"#, .belowPictures: #"{"image": {"facebook": "a.jpg"}}"#,
        .pictureMappings: #"{"icons": [{"src": "https://e.example/1"}]}"#,
        .siblingSizes: #"{"thumbnail": "a.jpg", "thumbnail_width": 3}"#,
        .otherNamesOfSizes: #"{"src": "a.jpg", "w": 3}"#,
        .deeperSizes: #"{"image": {"url": "a", "dimensions": {"width": 3}}}"#,
        .quantities: #"{"image": {"url": "a", "width": {"value": 3}}}"#,
        .picturesBesideLinks: #"{"gallery": [{"url": "https://e.example/1", "image_path": "a.jpg"}]}"#,
        .types: #"{"url": "https://e.example/1", "width": 3, "type": "image/png"}"#,
        .imageLikeValues: #"{"path": "/blog/hello", "width": 3}"#,
        .otherParents: #"{"video": {"url": "a.jpg", "width": 3}}"#,
        .physicalSizes: #"{"image": "a.jpg", "width": 3, "units": "mm"}"#,
    ]

    @Test("each makes a difference", arguments: Recognizer.allCases)
    func difference(recognizer: Recognizer) throws {
        let text = try #require(Self.needing[recognizer])
        #expect(try entries(text) != entries(text) { $0.recognizers = $0.recognizers.removing(recognizer) })
    }

    @Test(
        "presets say what words do not",
        arguments: [
            (
                EntryPreset.iiif, #"{"thumbnail": {"@id": "https://e.example/i/full/90,/0/default.jpg"}}"#,
                ["thumbnail https://e.example/i/full/90,/0/default.jpg -x-"]
            ),
            (
                .coco, #"{"images": [{"coco_url": "https://e.example/a.jpg", "file_name": "a.jpg", "width": 3}]}"#,
                ["images[0] a.jpg 3x-"]
            ),
            (
                .schemaOrg, #"{"photo": {"url": "https://e.example/page", "contentUrl": "https://e.example/1"}}"#,
                ["photo https://e.example/1 -x-"]
            ),
            (
                .wordpress, #"{"jetpack_featured_media_url": "https://e.example/1", "guid": {"url": "a.jpg"}}"#,
                ["jetpack_featured_media_url https://e.example/1 -x-"]
            ),
            (.contentful, #"{"file": {"url": "//e.example/1"}}"#, ["file //e.example/1 -x-"]),
            (.sanity, #"{"asset": {"url": "https://e.example/1"}}"#, ["asset https://e.example/1 -x-"]),
            (.ghost, #"{"icon": "/content/1"}"#, ["icon /content/1 -x-"]),
            (.webmanifest, #"{"icons": [{"src": "icon"}]}"#, ["icons[0] icon -x-"]),
            (
                .photoswipe, #"{"items": [{"src": "https://e.example/1", "w": 3, "h": 2, "msrc": "/small/1"}]}"#,
                ["items[0] https://e.example/1 3x2", "items[0].msrc /small/1 -x-"]
            ),
            (.smartable, #"{"heroImage": "a.jpg", "images": [{"url": "a", "width": 3}]}"#, ["images[0] a 3x-"]),
        ])
    func presets(preset: EntryPreset, text: String, expected: [String]) throws {
        #expect(try entries(text) { $0.presets = [preset] } == expected)
        #expect(try entries(text) != expected)
    }

    @Test("every preset has a test")
    func allPresets() {
        #expect(EntryPreset.allCases.count == 10)
    }

    @Test("values that are passed over are listed with their place and the reason, where that is wanted")
    func passedOver() throws {
        var vocabulary = EntryVocabulary()
        vocabulary.listsPassedOver = true
        let text = """
            {"photo": {"file": "a.pdf"}, "links": ["b.jpg", {"to": "c.jpg"}], "image": "https://e.example/",
             "video": {"url": "d.jpg"}, "logo": "*.svg", "page": {"src": "https://e.example/1", "width": 3}}
            """
        let record = try record(text, "a.json", vocabulary: vocabulary)
        #expect(record.entries.isEmpty)
        #expect(
            record.passedOver.map { "\($0.path) \($0.value.text) \($0.reason)" }.sorted() == [
                "image https://e.example/ directory", "links[0] b.jpg key", "links[1].to c.jpg key",
                "logo *.svg pattern", "page.src https://e.example/1 name", "video.url d.jpg parent",
            ])
        #expect(
            record.passedCounts == [
                "image": 1, "links": 1, "links.to": 1, "logo": 1, "page.src": 1, "video.url": 1,
            ])
        #expect(try RecordsTests.record(text, "a.json").passedOver.isEmpty)
        #expect(Set(PassReason.allCases.map(\.text)).count == PassReason.allCases.count)
        #expect(Set(EntryReason.allCases.map(\.text)).count == EntryReason.allCases.count)
    }
}
