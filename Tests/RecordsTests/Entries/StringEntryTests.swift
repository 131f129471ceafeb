import Testing

@testable import Records

/// The paths of the entries of a record.
private func paths(_ text: String, _ name: String = "data.yml") throws -> [String] {
    let record = try record(text, name)
    #expect(record.problems.isEmpty)
    return record.entries.map(\.path)
}

@Suite("Entries that are strings")
struct StringEntryTests {
    @Test(
        "go by the words of their key",
        arguments: [
            "image", "images", "img", "thumbnail", "thumb", "hero", "heroImage", "avatar", "logo", "photo", "cover",
            "icon",
            "banner", "teaser", "og_image", "og:image", "ogImage", "feature_image", "featured_image", "featuredImage",
            "image_url", "imageUrl", "imageURL", "image_path", "image-path", "imageSrc", "source_url", "contentUrl",
            "file_name", "filename", "profile_pic", "team_photos", "coverimage", "thumbnailurl", "header-img",
            "background_image", "backgroundImage", "image_2x", "logo_dark", "image1", "photo_2", "twitter:image:src",
            "apple-touch-icon", "card_image", "socialImage", "screenshot", "poster", "url", "src", "file", "msrc",
        ])
    func keys(key: String) throws {
        let text = "{\"\(key)\": \"https://img.example.org/a.jpg\", \"title\": \"b.jpg\"}"
        #expect(try record(text, "a.json").entries.map(\.url.text) == ["https://img.example.org/a.jpg"])
        #expect(try record(text, "a.yml").entries.map(\.url.text) == ["https://img.example.org/a.jpg"])
    }

    @Test(
        "are none under other keys, which are counted",
        arguments: [
            "link", "permalink", "download", "redirect_from", "attachment", "body", "recover", "discovery", "videos",
        ])
    func otherKeys(key: String) throws {
        let record = try record("{\"\(key)\": \"/a.jpg\"}", "a.json")
        #expect(record.entries.isEmpty)
        #expect(record.passedCounts == [key: 1])
    }

    @Test(
        "are none under keys that tell about a picture, which are not even counted",
        arguments: ["image_alt", "title", "caption", "photoCredit", "name", "alt", "image_id", "originalFilename"])
    func keysAboutPictures(key: String) throws {
        let record = try record("{\"\(key)\": \"a.jpg\"}", "a.json")
        #expect(record.entries.isEmpty && record.passedCounts.isEmpty)
    }

    @Test(
        "are addresses below a key that names a picture, with and without an extension",
        arguments: [
            ("https://cdn.example.org/123", true), ("//cdn.example.org/123", true), ("/media/123", true),
            ("a.jpg", true), ("../img/a.PNG", true), ("my photo.jpg", true), ("/a.webp?v=1#x", true),
            ("data:image/gif;base64,R0lGODlhAQABAAAAACw=", true), ("https://e.example/x?format=webp", true),
            ("https://e.example/a.jpg:large", true), ("{{ site.baseurl }}/a", true), ("a.jpg?x=.html", true),
            ("yes", false), ("none", false), ("true", false), ("12", false), ("fa-star", false), ("fas fa-star", false),
            ("My Site", false), ("blue", false), ("#fff", false), ("nginx:1.27", false), ("ghcr.io/a/b:latest", false),
            ("library/nginx", false), ("mdi:home", false), ("a.html", false), ("https://e.example/a.html", false),
            ("https://e.example/", false), ("https://e.example", false), ("https://e.example/a/", false),
            ("mailto:a@e.example", false), ("*.png", false), ("img/**.jpg", false), ("/frames/%04d.png", false),
            ("https://tile.example/{z}/{x}/{y}.png", false), ("a.mp4", false), ("a.pdf", false), ("v1.2", false),
            ("See https://e.example/a.jpg", false), ("<img src=\"a.jpg\">", false), ("![](a.jpg)", false),
            ("https://commons.example/wiki/File:A.jpg", false), ("https://github.com/a/b/blob/main/c.png", false),
            ("", false), ("  ", false), ("/", false), ("..", false),
        ])
    func values(value: String, isEntry: Bool) throws {
        for key in ["image", "featured_image"] {
            let text = "{\"\(key)\": \(JSONString.quoted(value))}"
            #expect(try paths(text, "a.json") == (isEntry ? [key] : []), "\(key): \(value)")
            #expect(try paths("\(key)s: [\(JSONString.quoted(value))]\n") == (isEntry ? ["\(key)s[0]"] : []))
        }
    }

    @Test(
        "need an extension where their key may also be about something else",
        arguments: [
            ("icon: a.png", true), ("icon: https://cdn.example.org/1", true), ("icon: /icons/1", false),
            ("icon: material/account", false), ("icon: fa-solid fa-star", false), ("cover: /1", false),
            ("background: a.png", true), ("background: https://e.example/1", false), ("background: '#fff'", false),
            ("teaser: https://e.example/1", false), ("header: a.svg", true), ("preview: https://e.example/1", false),
            ("gallery: /gallery", false), ("gallery: [https://e.example/1]", true),
            ("source_url: https://e.example/1", false),
            ("url: https://e.example/1", false), ("file: a.txt", false),
            ("avatar_urls: {'48': 'https://e.example/1'}", true),
        ])
    func weakKeys(text: String, isEntry: Bool) throws {
        #expect(try record(text, "a.yml").entries.count == (isEntry ? 1 : 0))
    }

    @Test("stand anywhere below a key that names a picture, where they end like an image")
    func belowPictures() throws {
        let text = """
            image: {facebook: https://e.example/a.jpg, credit: https://e.example/b, alt: c.jpg}
            photos:
              "2024": [d.jpg, /e]
              list:
                - {large: f.jpg, note: see g.jpg}
            video: {poster: h.jpg, still: [i.jpg]}
            """
        #expect(
            try paths(text) == [
                "image.facebook", "photos[\"2024\"][0]", "photos.list[0].large", "video.poster", "video.still[0]",
            ])
    }

    @Test(
        "are found in every format",
        arguments: [
            ("a.md", "---\nimage: a.jpg\n---\n"), ("a.md", "+++\nimage = 'a.jpg'\n+++\n"),
            ("a.md", "{\"image\": \"a.jpg\"}\n"), ("a.toml", "image = \"a.jpg\""), ("a.yml", "image: 'a.jpg'"),
            ("a.yml", "image: >-\n  a.jpg\n"), ("a.json", #"{"im\u0061ge": "a\u002ejpg"}"#),
        ])
    func formats(name: String, text: String) throws {
        let entries = try record(text, name).entries
        #expect(entries.map(\.path) == ["image"])
        #expect(entries.map(\.url.text) == ["a.jpg"])
        #expect(entries.allSatisfy { !$0.takesSize && !$0.takesFlag && $0.reason == .pictureKey })
    }

    @Test("of tables go by the names of columns; a table of links has none")
    func tables() throws {
        let text = "Title,Thumbnail URL,IMAGE,url\nA,https://e.example/a,b.jpg,https://e.example/\nB,,none,c.jpg\n"
        #expect(try paths(text, "a.csv") == ["[0][\"Thumbnail URL\"]", "[0].IMAGE", "[1].url"])
        #expect(try paths("filename,label\na.jpg,cat\n", "a.csv") == ["[0].filename"])
        #expect(try record("source,url\nb,a.jpg\n\"x", "a.csv").entries.isEmpty)
    }

    @Test("have the place of their value, in every format")
    func places() throws {
        for (name, text) in [
            ("a.yml", "title: é😀\nimages: [a.jpg, 'b.jpg']\nx: {hero: \"c.jpg\"}\n"),
            ("a.toml", "title = 'é😀'\nimages = ['a.jpg', \"b.jpg\"]\nx.hero = 'c.jpg'\n"),
            ("a.json", #"{"title": "é😀", "images": ["a.jpg", "b.jpg"], "x": {"hero": "c.jpg"}}"#),
        ] {
            let record = try record(text, name)
            #expect(record.entries.map(\.path) == ["images[0]", "images[1]", "x.hero"])
            for entry in record.entries {
                let own = excerpt(entry.url.range, of: record).filter { !"\"'".contains($0) }
                #expect(own == entry.url.text)
            }
        }
    }

    @Test("are none where they are empty", arguments: ["a.yml", "a.json"])
    func empty(name: String) throws {
        let text = """
            {"image": "", "cover": {"image": "", "alt": ""}, "coverImage": {"path": "", "width": "", "height": ""},
             "images": [{"url": "", "width": null, "height": null}, "", null], "thumbnail": {"url": null, "src": " "},
             "logo": {"url": "", "isCached": true}}
            """
        let record = try record(text, name)
        #expect(record.entries.isEmpty && record.passedCounts.isEmpty && record.problems.isEmpty)
        #expect(try paths(#"{"image": {"url": "", "src": "a"}}"#, name) == ["image"])
    }

    @Test("can have neither flag nor size written")
    func edits() throws {
        let record = try record("image: a.jpg\n", "a.yml")
        for (field, value) in [(EntryField.flag, FieldValue.boolean(true)), (.width, .pixels(3))] {
            #expect(throws: EditRefusal.self) {
                try record.applying([FieldChange(entryIndex: 0, field: field, value: value)])
            }
        }
    }

    @Test("that aliases bring are entries where the alias stands")
    func aliases() throws {
        let record = try record("u: &u https://e.example/a.jpg\nimage: *u\nimages: [*u]\nlink: *u\n", "a.yml")
        #expect(record.entries.map(\.path) == ["image", "images[0]"])
        #expect(record.entries.map(\.url.text) == ["https://e.example/a.jpg", "https://e.example/a.jpg"])
    }
}
