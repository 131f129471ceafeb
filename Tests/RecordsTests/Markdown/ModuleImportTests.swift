import Testing

@testable import Records

@Suite("Images that MDX imports")
struct ModuleImportTests {
    private static let photo = "import photo from './photo.png'\n\n"

    @Test(
        "are those of the tags that use them",
        arguments: [
            (photo + "<img src={photo} />", ["body:img[0] ./photo.png -x-"]),
            (photo + "<Image src={photo} width={600} height={400} />", ["body:Image[0] ./photo.png 600x400"]),
            (photo + "text <Image alt=\"\" src={ photo.src }\n/> text", ["body:Image[0] ./photo.png -x-"]),
            (photo + "> a\n> <img alt=\"\" src={photo.default}/>", ["body:img[0] ./photo.png -x-"]),
            ("import photo from \"./photo.png?w=3\";\n\n<img src={photo}/>", ["body:img[0] ./photo.png?w=3 -x-"]),
            ("import photo, { meta } from './p.png'\n\n<img src={photo}/>", ["body:img[0] ./p.png -x-"]),
            (
                "import A from './a'\nimport b from '@site/b.jpg'\n\n<img src={b} />\n\n<Image src={c.src} />\n\n"
                    + "import c from './c.webp'",
                ["body:img[0] @site/b.jpg -x-", "body:Image[0] ./c.webp -x-"]
            ),
            (photo + "<video poster={photo} />", ["body:video[0] ./photo.png -x-"]),
            (
                photo + "<picture><source srcSet={photo} /><img src=\"a.jpg\" /></picture>",
                ["body:source[0].srcset[0] ./photo.png -x-", "body:img[0] a.jpg -x-"]
            ),
            (
                photo + "<img src={photo} /> <img src={photo} width=\"3\" />",
                [
                    "body:img[0] ./photo.png -x-", "body:img[1] ./photo.png 3x-",
                ]
            ),
            ("import Logo from './logo.svg'\n\n<Logo width={60} height={20} />", ["body:Logo[0] ./logo.svg 60x20"]),
            ("<img src={require('./a.png').default} />", ["body:img[0] ./a.png -x-"]),
        ])
    func images(body: String, images: [String]) throws {
        #expect(try bodyImages(body, "post.mdx") == images)
    }

    @Test(
        "are none where they are not used, or are no images, or nobody imports them",
        arguments: [
            photo, photo + "<img src={photos} />", photo + "<img src={photo.width} />",
            photo + "<img src={f(photo)} />",
            "import photo from './photo'\n\n<img src={photo} />", "import Photo from './photo.png'\n\n<Photo />",
            "import { photo } from './photo.png'\n\n<img src={photo} />",
            "text\nimport photo from './photo.png'\n\n<img src={photo} />",
            "```\nimport photo from './photo.png'\n```\n\n<img src={photo} />",
        ])
    func none(body: String) throws {
        #expect(try bodyURLs(body, "post.mdx") == [])
    }

    @Test("are not those of Markdown, which has no imports")
    func markdown() throws {
        #expect(try bodyURLs(Self.photo + "<img src={photo} />") == [])
    }

    @Test("have their URL in the import and their size in the tag")
    func places() throws {
        let body = Self.photo + "- <Image src={photo} width={1} />\n"
        let record = try bodyRecord(body, "post.mdx")
        #expect(record.entries.map { excerpt($0.url.range, of: record) } == ["./photo.png"])
        #expect(record.entries.map { excerpt($0.width?.range ?? 0..<0, of: record) } == ["1"])
        #expect(
            try resized(body, "post.mdx") == Self.photo + "- <Image src={photo} width={640} height={480} />\n")
        #expect(
            try resized(Self.photo + "> <img src={photo} />", "post.mdx")
                == Self.photo + "> <img src={photo} width={640} height={480} />")
    }

    private func renamed(_ body: String, _ entries: [Int]) throws -> String {
        let record = try bodyRecord(body, "post.mdx")
        let changes = entries.map { FieldChange(entryIndex: $0, field: .url, value: .url("./a&b.png")) }
        return String(
            String(decoding: try record.applying(changes), as: UTF8.self).dropFirst("---\ntitle: Post\n---\n".count))
    }

    @Test("get another URL where all uses are to have it")
    func rename() throws {
        let body = Self.photo + "<img src={photo} />\n\n<source srcset={photo} />\n"
        #expect(try renamed(body, [0, 1]) == body.replacing("./photo.png", with: "./a&b.png"))
        #expect(throws: EditRefusal.self) { try renamed(body, [0]) }
    }
}
