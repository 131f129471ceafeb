import Testing

@testable import Records

/// The entries of some JSON, a line each: path, URL, size, and what may be written into it.
private func summaries(_ text: String, presets: [EntryPreset] = []) throws -> [String] {
    var vocabulary = EntryVocabulary()
    vocabulary.presets = presets
    let record = try record(
        text, text.hasPrefix("{") || text.hasPrefix("[") ? "a.json" : "a.yml", vocabulary: vocabulary)
    #expect(record.problems.isEmpty)
    return record.entries.map { entry in
        let size = [entry.width, entry.height].map { $0?.text ?? "-" }.joined(separator: "x")
        let marks = (entry.takesSize ? " size" : "") + (entry.takesFlag ? " flag" : "")
        return "\(entry.path) \(entry.url.text) \(size)\(marks)"
    }
}

@Suite("Sizes under other names")
struct OtherSizeTests {
    @Test(
        "stand beside a string of the same name, however it is written",
        arguments: [
            (#"{"thumbnail": "a.jpg", "thumbnail_width": 3, "thumbnail_height": 2}"#, "thumbnail a.jpg 3x2 size"),
            (#"{"thumbnail-url": "a.jpg", "thumbnail-width": 3}"#, "[\"thumbnail-url\"] a.jpg 3x- size"),
            (#"{"imageWidth": 3, "imageHeight": 2, "imageUrl": "a.jpg"}"#, "imageUrl a.jpg 3x2 size"),
            (#"{"image": "a.jpg", "image_width": 3, "image_height": 2, "width": "wide"}"#, "image a.jpg 3x2 size"),
            (#"{"url_s": "a.jpg", "width_s": "3", "height_s": "2"}"#, "url_s a.jpg 3x2 size"),
            (#"{"logo": "a.jpg", "logo_w": 3, "logo_h": 2}"#, "logo a.jpg 3x2 size"),
            (#"{"og:image": "a.jpg", "og:image:width": 3, "og:image:height": 2}"#, "[\"og:image\"] a.jpg 3x2 size"),
            (#"{"file_name": "a.jpg", "image_width": 3, "image_height": 2}"#, "file_name a.jpg 3x2 size"),
            (#"{"thumbnail": "a.jpg", "photo_width": 3, "max_width": 2}"#, "thumbnail a.jpg -x-"),
        ])
    func siblings(text: String, entry: String) throws {
        #expect(try summaries(text) == [entry.replacing("[\"thumbnail-url\"]", with: "thumbnail-url")])
    }

    @Test(
        "have short names, and those of scripts",
        arguments: [
            (#"[{"src": "a.jpg", "w": 3, "h": 2}]"#, "[0] a.jpg 3x2 size flag"),
            (#"[{"src": "a.jpg", "naturalWidth": 3, "naturalHeight": 2}]"#, "[0] a.jpg 3x2 size flag"),
            (#"{"images": [{"url": "a", "pixel_width": 3}]}"#, "images[0] a 3x- size flag"),
            (#"[{"src": "a.jpg", "x": 1, "y": 1, "w": 3, "h": 2}]"#, "[0].src a.jpg -x-"),
        ])
    func names(text: String, entry: String) throws {
        #expect(try summaries(text) == [entry])
    }

    @Test(
        "stand deeper",
        arguments: [
            (
                #"{"file": {"url": "//e.example/a", "contentType": "image/jpeg", "details": {"size": 9, "image": {"width": 3, "height": 2}}}}"#,
                "file //e.example/a 3x2 size flag"
            ),
            (
                #"{"asset": {"url": "https://e.example/a.jpg", "metadata": {"dimensions": {"width": 3, "height": 2}}}}"#,
                "asset https://e.example/a.jpg 3x2 size flag"
            ),
            (#"{"image": {"dimensions": {"width": 3, "height": 2}, "url": "a"}}"#, "image a 3x2 size flag"),
            (
                #"{"media_details": {"width": 3, "height": 2, "file": "b.jpg"}, "source_url": "https://e.example/a.jpg"}"#,
                ". https://e.example/a.jpg 3x2 size flag"
            ),
            (
                #"{"@type": "ImageObject", "contentUrl": "https://e.example/a", "url": "https://e.example/b", "width": {"@type": "QuantitativeValue", "value": 600}, "height": {"value": "400", "unitText": "px"}}"#,
                ". https://e.example/a 600x400 size flag"
            ),
            (#"{"image": "a.jpg", "dimensions": {"width": 20, "height": 30}}"#, "image a.jpg -x-"),
            (#"{"image": {"url": "a", "size": {"width": 20, "height": 30, "unit": "cm"}}}"#, "image a -x- size flag"),
        ])
    func deeper(text: String, entry: String) throws {
        #expect(try summaries(text) == [entry])
    }

    @Test("of WordPress are those of each file")
    func wordpress() throws {
        let text = """
            {"id": 1, "link": "https://e.example/a/", "media_type": "image", "mime_type": "image/jpeg",
             "media_details": {"width": 30, "height": 20, "file": "2020/a.jpg", "sizes": {
              "medium": {"file": "a-3x2.jpg", "width": 3, "height": 2, "mime_type": "image/jpeg",
                         "source_url": "https://e.example/a-3x2.jpg"}}},
             "source_url": "https://e.example/a.jpg"}
            """
        #expect(
            try summaries(text) == [
                ". https://e.example/a.jpg 30x20 size flag",
                "media_details.sizes.medium https://e.example/a-3x2.jpg 3x2 size flag",
            ])
    }

    @Test(
        "are replaced where they stand, and nothing else changes",
        arguments: [
            (#"{"thumbnail": "a.jpg", "thumbnail_width": 5, "thumbnail_height": "5"}"#, "a.json"),
            (#"{"image": {"url": "a", "width": {"value": 5}, "height": { "value" : "5" }}}"#, "a.json"),
            ("image:\n  url: a\n  metadata:\n    dimensions: # c\n      width: 5\n      height: '5'\n", "a.yml"),
            ("image = 'a.jpg'\nimage_width = 5\nimage_height = '5'\n", "a.toml"),
            ("[image]\nurl = 'a'\n[image.dimensions]\nwidth = 5\nheight = '5'\n", "a.toml"),
            ("thumbnail,Thumbnail Width,thumbnail_height\na.jpg,5,\"5\"\n", "a.csv"),
            ("u: &w 5\nimage: a.jpg\nimage_width: *w\nimage_height: 5\n", "b.yml"),
        ])
    func replacement(text: String, name: String) throws {
        let result = try edited(text, (.width, .pixels(12)), (.height, .pixels(12)), named: name)
        if name == "b.yml" {
            #expect(result == "u: &w 5\nimage: a.jpg\nimage_width: 12\nimage_height: 12\n")
        } else {
            #expect(result == text.replacing("5", with: "12"))
        }
    }

    @Test(
        "are added with the name of the one that is there",
        arguments: [
            (
                #"{"thumbnail_width": 5, "x": 1, "thumbnail": "a.jpg"}"#,
                #"{"thumbnail_width": 5, "thumbnail_height": 7, "x": 1, "thumbnail": "a.jpg"}"#, "a.json"
            ),
            (
                "image: a.jpg\nimage-width:  5\nx: y\n", "image: a.jpg\nimage-width:  5\nimage-height: 7\nx: y\n",
                "a.yml"
            ),
            (
                "image:\n  url: a\n  metadata:\n    dimensions:\n      width: 5\n  alt: b\n",
                "image:\n  url: a\n  metadata:\n    dimensions:\n      width: 5\n      height: 7\n  alt: b\n", "a.yml"
            ),
            (#"[{"src":"a.jpg","w":5}]"#, #"[{"src":"a.jpg","w":5,"h":7}]"#, "a.json"),
            ("- src: a.jpg\n  imageWidth: 5\n", "- src: a.jpg\n  imageWidth: 5\n  imageHeight: 7\n", "a.yml"),
            ("image = 'a.jpg'\nimageWidth = 5\n", "image = 'a.jpg'\nimageWidth = 5\nimageHeight = 7\n", "a.toml"),
        ])
    func insertion(old: String, new: String, name: String) throws {
        #expect(try edited(old, (.height, .pixels(7)), named: name) == new)
    }

    @Test(
        "are not added where nothing says how",
        arguments: [
            (#"{"image": {"url": "a", "width": {"value": 5}}}"#, "a.json"), ("image: a.jpg\n", "a.yml"),
            ("thumbnail,thumbnail_width\na.jpg,5\n", "a.csv"),
        ])
    func noInsertion(text: String, name: String) throws {
        #expect(throws: EditRefusal.self) { try edited(text, (.height, .pixels(7)), named: name) }
    }
}

@Suite("Pictures beside what is none")
struct OtherAddressTests {
    @Test(
        "are told from links by their value",
        arguments: [
            (
                #"{"gallery": [{"url": "https://e.example/item/1", "image_path": "a.jpg"}]}"#,
                ["gallery[0] a.jpg -x- size flag"]
            ),
            (#"{"logo": {"url": "https://e.example/", "image": "a.svg", "width": 3}}"#, ["logo a.svg 3x- size flag"]),
            (#"{"images": [{"url": "https://e.example/1", "thumbnail": "a.jpg"}]}"#, ["images[0].thumbnail a.jpg -x-"]),
            (#"{"images": [{"url": "https://e.example/1", "src": "a.jpg"}]}"#, ["images[0] a.jpg -x- size flag"]),
            (
                #"{"type": "video", "url": "https://e.example/1", "width": 4, "thumbnail_url": "a.jpg", "thumbnail_width": 3, "thumbnail_height": 2}"#,
                ["thumbnail_url a.jpg 3x2 size"]
            ),
            ("url: /about/\nwidth: wide\nimage: /img/a.png\n", ["image /img/a.png -x-"]),
            (
                #"{"photo": {"url": "https://e.example/1", "isCached": true}}"#,
                ["photo https://e.example/1 -x- size flag"]
            ),
            (
                #"{"src": "a.jpg", "file": "b.jpg", "width": 3, "thumbnail": "c.jpg"}"#,
                [". a.jpg 3x- size flag", "thumbnail c.jpg -x-"]
            ),
            (
                #"{"source_url": "https://e.example/a.jpg", "file": "a.jpg"}"#,
                ["source_url https://e.example/a.jpg -x-"]
            ),
            (#"{"image_url": "https://e.example/a.jpg", "file": "a.jpg"}"#, ["image_url https://e.example/a.jpg -x-"]),
        ])
    func links(text: String, entries: [String]) throws {
        #expect(try summaries(text) == entries)
    }

    @Test(
        "are images beside a size only where the value or the type says so",
        arguments: [
            (#"{"url": "a.jpg", "width": 3}"#, true), (#"{"url": "https://e.example/1", "width": 3}"#, false),
            (#"{"path": "/blog/hello/", "width": 12}"#, false), (#"{"src": "img/**.jpg", "width": 3}"#, false),
            (#"{"url": "https://e.example/1", "width": 3, "type": "image/png"}"#, true),
            (#"{"url": "https://e.example/1", "width": 3, "mimeType": "image/png"}"#, true),
            (#"{"url": "https://e.example/1", "width": 3, "format": "jpg"}"#, true),
            (#"{"url": "https://e.example/1", "width": 3, "@type": "ImageObject"}"#, true),
            (#"{"url": "https://e.example/1", "width": 3, "type": "photo"}"#, true),
            (#"{"url": "https://e.example/1", "width": 3, "type": "article"}"#, false),
            (#"{"url": "a.jpg", "width": 3, "type": "video/mp4"}"#, false),
            (#"{"url": "a.jpg", "width": 3, "contentType": "text/html"}"#, false),
            (#"{"images": [{"url": "https://e.example/1", "type": "video/mp4"}]}"#, false),
            (#"{"videos": [{"url": "https://e.example/v.mp4", "width": 3, "type": "video/mp4"}]}"#, false),
            (#"{"video": {"url": "https://e.example/a.jpg", "width": 3}}"#, false),
            (#"{"map": {"src": "https://e.example/a.png", "width": 3}}"#, false),
            (#"{"embed": {"url": "https://e.example/a.png", "width": 3}}"#, false),
            (#"{"images": [{"url": "a.html"}]}"#, false), (#"{"images": [{"url": "a.pdf"}]}"#, false),
            (#"{"images": [{"url": "https://e.example/a/"}]}"#, false),
            (#"{"type": "Canvas", "id": "https://e.example/1", "width": 3}"#, false),
            (#"{"type": "Image", "id": "https://e.example/1", "width": 3}"#, true),
            (#"{"@type": "ImageObject", "@id": "https://e.example/a#image"}"#, false),
        ])
    func values(text: String, isEntry: Bool) throws {
        #expect(try summaries(text).count == (isEntry ? 1 : 0))
    }

    @Test(
        "have no size where the sizes are those of a thing",
        arguments: [
            #"{"image": "a.jpg", "width": 229, "height": 489, "units": "mm"}"#,
            #"{"image": "a.jpg", "width": 229, "height": 489, "depth": ""}"#,
            #"{"image": "a.jpg", "width": "229 mm", "height": "10 cm"}"#,
            #"{"image": "a.jpg", "width": {"value": 3, "unitCode": "CMT"}}"#,
        ])
    func things(text: String) throws {
        #expect(try summaries(text) == ["image a.jpg -x-"])
    }

    @Test("of a museum are its thumbnails, and its pages are none")
    func museum() throws {
        let table = """
            title,width,height,depth,units,thumbnailUrl,url
            a,229,489,,mm,https://img.example.org/i/t.jpg,https://museum.example.org/art/a-1
            """
        #expect(try record(table, "a.csv").entries.map(\.path) == ["[0].thumbnailUrl"])
        let pages = "url,width\nhttps://museum.example.org/art/a-1,3\n"
        #expect(try record(pages, "a.csv").passedCounts == ["url": 1])
    }

    @Test("below keys whose words say picture are mappings, where the address looks like one")
    func pictureMappings() throws {
        let text = """
            icons: [{src: a.png, sizes: 48x48, type: image/png}, {src: no icon}]
            profile_photo: {url: https://e.example/1, alt: a}
            hero_banner: {title: a, link: https://e.example/2}
            header: {url: https://e.example/3}
            """
        #expect(
            try summaries(text) == [
                "icons[0] a.png -x- flag", "profile_photo https://e.example/1 -x- flag",
            ])
    }
}
