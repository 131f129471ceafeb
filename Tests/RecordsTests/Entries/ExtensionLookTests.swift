import Testing

@testable import Records

@Suite("Extensions of file names")
struct ExtensionLookTests {
    @Test(
        "what stands before the size that an image host is to give counts, where it is an image",
        arguments: [
            ("a.jpg", FileNameExtension.image), ("a.JPG", .image), ("a.jp2", .image), ("a.jpg:large", .image),
            ("a.jpg!w300", .image), ("a.jpg@2x", .image), ("a.html:b.jpg", .image), ("a.jpg!w.html", .image),
            ("a.html!w300", .none), ("a@2x.html", .other), ("a.b:c.d", .none), ("a", .none), ("", .none), (".", .none),
            ("a.", .none), ("a.tar.gz", .other), ("!a.jpg", .image), ("a.0123456789", .none), ("a.php", .none),
            ("a very long name without any mark in it.webp", .image), ("a.very.long.name.of.a.page.html", .other),
        ])
    func kinds(name: String, kind: FileNameExtension) {
        #expect(Array(name.utf8).withUnsafeBytes { FileNameExtension(of: $0) } == kind)
    }

    @Test(
        "a long address is looked at to its end",
        arguments: [
            ("https://example.org/a/rather/long/path/to/some/image.jpg", ValueLook.image),
            ("https://example.org/a/rather/long/path/to/some/page.html", .otherFile),
            ("https://example.org/a/rather/long/path/to/some/page/", .directory),
            ("https://example.org/a/rather/long/path/to/image?format=jpg", .image),
            ("https://example.org/a/rather/long/path/to/image.jpg?w=600#top", .image),
            ("https://example.org/a/rather/long/path/to/{{ page.image }}.jpg", .template),
            ("https://example.org/a/rather/long/path/to/a*.jpg", .pattern),
            ("https://example.org/a/rather/long path/to/image", .prose),
            ("https://example.org/a/rather/long/path/to/\"image\".jpg", .prose),
            ("https://example.org?a/rather/long/path/to/image.jpg", .directory),
            ("//example.org/a/rather/long/path/to/image", .address), ("HTTPS://EXAMPLE.ORG/A.JPG", .image),
            ("ftp://example.org/a/rather/long/path/to/image.jpg", .foreign),
            ("mailto:somebody.with.a.long.name@example.org", .otherFile),
            ("a/rather/long/path/to/some/image", .relative),
            ("see https://example.org/a/rather/long/path/image.jpg", .prose), (":/a", .relative),
        ])
    func looks(text: String, look: ValueLook) {
        #expect(ValueLook(text) == look)
    }
}
