import Testing

@testable import Records

@Suite("Two pictures in one mapping")
struct SecondPictureTests {
    private func entries(_ text: String) throws -> [String] {
        try record(text, "a.json").entries.map {
            "\($0.path) \($0.url.text) \($0.width?.text ?? "-")x\($0.height?.text ?? "-")"
        }
    }

    @Test(
        "are both entries, and the sizes are those of the first",
        arguments: [
            (
                #"{"gallery": [{"url": "large.jpg", "image_path": "small.jpg", "width": 3, "height": 2}]}"#,
                ["gallery[0] large.jpg 3x2", "gallery[0].image_path small.jpg -x-"]
            ),
            (
                #"{"gallery": [{"url": "large.jpg", "image": "small.jpg"}]}"#,
                ["gallery[0] large.jpg -x-", "gallery[0].image small.jpg -x-"]
            ),
            (
                #"{"gallery": [{"image_path": "small.jpg", "url": "large.jpg", "image_width": 3}]}"#,
                ["gallery[0] large.jpg 3x-", "gallery[0].image_path small.jpg -x-"]
            ),
            (
                #"{"images": [{"src": "a.jpg", "photo": "b.jpg"}]}"#,
                ["images[0] a.jpg -x-", "images[0].photo b.jpg -x-"]
            ),
        ])
    func both(text: String, expected: [String]) throws {
        #expect(try entries(text) == expected)
    }

    @Test(
        "are one where they are two addresses of it, or one of them is a page",
        arguments: [
            (#"{"gallery": [{"url": "a.jpg", "image_path": "a.jpg"}]}"#, ["gallery[0] a.jpg -x-"]),
            (#"{"gallery": [{"url": "page", "image_path": "a.jpg"}]}"#, ["gallery[0] a.jpg -x-"]),
            (#"{"images": [{"url": "a.jpg", "path": "b.jpg"}]}"#, ["images[0] a.jpg -x-"]),
            (#"{"images": [{"url": "a.jpg", "image": "https://e.example/page"}]}"#, ["images[0] a.jpg -x-"]),
            (
                #"{"images": [{"file_name": "a.jpg", "coco_url": "https://e.example/a.jpg", "width": 3}]}"#,
                ["images[0] https://e.example/a.jpg 3x-"]
            ),
        ])
    func one(text: String, expected: [String]) throws {
        #expect(try entries(text) == expected)
    }

    @Test(
        "do not both have the one size, which an edit for either would change, and none where their keys are the same",
        arguments: [
            (
                #"{"image": "a.jpg", "image_url": "b.jpg", "image_width": 3, "image_height": 2}"#, "json",
                ["image a.jpg 3x2", "image_url b.jpg -x-"]
            ),
            (
                "name;image_url;name;image_url;image_width;image_height\nOne;a.jpg;Two;b.jpg;3;2\n", "csv",
                ["[0].image_url a.jpg -x-", "[0].image_url b.jpg -x-"]
            ),
        ])
    func oneSize(text: String, fileExtension: String, expected: [String]) throws {
        let found = try record(text, "a.\(fileExtension)").entries.map {
            "\($0.path) \($0.url.text) \($0.width?.text ?? "-")x\($0.height?.text ?? "-")"
        }
        #expect(found == expected)
    }
}
