import Testing

@testable import Records

@Suite("Files that are no records")
struct NoRecordTests {
    @Test(
        "that do not parse and name no image are left alone",
        arguments: [
            ("map.yml", "---\npermalink: /map.yml\n---\n{% for x in site.data %}\n- {{ x }}\n{% endfor %}\n"),
            (
                "archetypes/default.md",
                "---\ntitle: \"{{ replace .Name \"-\" \" \" | title }}\"\ndate: {{ .Date }}\n---\n"
            ),
            ("archetypes/toml.md", "+++\ntitle = \"x\"\ndate = {{ .Date }}\n+++\n"),
            (
                "themes/a/archetypes/post.md",
                "---\ntitle: \"{{ replace .Name \"-\" }}\"\nimage: \"\"\ncover:\n  image: a.png\n---\n![](a.png)\n"
            ),
            ("layouts/index.json", "{{- $.Scratch.Add \"index\" slice -}}\n{{- .Scratch.Get \"index\" | jsonify -}}\n"),
            ("layouts/image.json", "{\"image\": {{ .Params.image | jsonify }}, \"width\": 1}"),
            (
                "search.json",
                "[\n{% for post in site.posts %}\n{\"url\": \"{{ post.url }}\", \"image\": {{ post.image }} }\n{% endfor %}\n]"
            ),
            ("data.json", "{\"strict\": true,}"), ("a.toml", "a = = b"), ("notes.md", "---\na: b: c\n---\nText\n"),
        ])
    func unread(path: String, text: String) throws {
        let record = try record(text, path)
        #expect(record.entries.isEmpty)
        #expect(record.problems.map(\.kind) == [.unread], "\(record.problems)")
        #expect(record.isUnread)
        #expect(record.problems.first?.position != nil)
        #expect(record.problems.first?.message.hasPrefix("it names no image and does not parse") == true)
    }

    @Test(
        "are not those that name images and are broken",
        arguments: [
            ("a.yml", "a: b: c\nurl: x\n"), ("a.yml", "images: [\n"), ("a.json", "{\"src\": \"x\",}"),
            ("a.json", "{\"width\": 1,}"),
            ("a.json", "{\"isCached\": true,}"), ("a.json", "[\"photos/A.JPEG\",]"), ("a.toml", "heroImage = = 1"),
            ("a.toml", "my_thumbnail-2 = = 1"), ("notes.md", "---\na: b: c\n---\n![](x.webp)\n"),
            ("a.md", "---\nimage: {{ site.url }}/a\n---\n"),
            ("_posts/a.md", "---\nimage: [\n---\n{% include a.html %}\n"), ("a.md", "---\nimage: a.png\n"),
            ("a.md", "---\na: \u{0}\n---\n"),
        ])
    func broken(path: String, text: String) throws {
        let record = try record(text, path)
        #expect(record.problems.map(\.kind) == [.invalid])
        #expect(!record.isUnread)
        #expect(record.problems.first?.message.contains("left alone") == false)
    }

    @Test("go by the keys of the vocabulary")
    func vocabulary() throws {
        var vocabulary = EntryVocabulary()
        #expect(try record("a: b: c\nlien: x", "a.yml", vocabulary: vocabulary).isUnread)
        vocabulary.urlKeys.append("lien")
        #expect(try !record("a: b: c\nlien: x", "a.yml", vocabulary: vocabulary).isUnread)
    }

    @Test("that parse, such as settings with comments, are read and have nothing")
    func settings() throws {
        let record = try record("{\n  // comment\n  \"compilerOptions\": {\"strict\": true,},\n}\n", "tsconfig.json")
        #expect(record.entries.isEmpty && record.problems.isEmpty && !record.isUnread)
    }
}

extension Record {
    /// It is left alone, and nothing else is wrong with it.
    var isUnread: Bool { entries.isEmpty && problems.map(\.kind) == [.unread] }
}
