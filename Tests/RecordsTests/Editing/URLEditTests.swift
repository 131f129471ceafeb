import Testing

@testable import Records

@Suite("A URL is changed in place")
struct URLEditTests {
    private func changed(_ text: String, to url: String, named path: String) throws -> String {
        try edited(text, (.url, .url(url)), named: path)
    }

    @Test(
        "in YAML, in the style that it has where that can hold the new one",
        arguments: [
            ("url: http://a.example/b.jpg", "https://a.example/c.jpg", "url: https://a.example/c.jpg"),
            ("url:   'http://a.example/b.jpg' # é", "/it's.jpg", "url:   '/it''s.jpg' # é"),
            ("url: \"http://a.example/b.jpg\"", "/a\"\\b.jpg", "url: \"/a\\\"\\\\b.jpg\""),
            ("url: http://a.example/b.jpg", "/a #b.jpg", "url: \"/a #b.jpg\""),
            ("url: http://a.example/b.jpg", "/a: b.jpg", "url: \"/a: b.jpg\""),
            ("url: http://a.example/b.jpg", "&a.jpg", "url: \"&a.jpg\""),
            ("url: http://a.example/b.jpg", "1.5", "url: \"1.5\""),
            ("url: http://a.example/b.jpg", "a.jpg", "url: a.jpg"),
            ("url: http://a.example/b.jpg", "/a,[b]?c={d}", "url: /a,[b]?c={d}"),
            ("url: !!str http://a.example/b.jpg", "/c.jpg", "url: !!str /c.jpg"),
            ("? url\n  : http://a.example/b.jpg", "/c.jpg", "? url\n  : /c.jpg"),
        ])
    func yaml(old: String, url: String, new: String) throws {
        #expect(
            try changed("images:\n- \(old)\n  width: 5\n", to: url, named: "a.yml") == "images:\n- \(new)\n  width: 5\n"
        )
    }

    @Test(
        "in the braces of YAML, where a comma ends a plain one",
        arguments: [
            ("{url: http://a.example/b.jpg, width: 5}", "/c.jpg", "{url: /c.jpg, width: 5}"),
            ("{url: http://a.example/b.jpg, width: 5}", "/c,d.jpg", "{url: \"/c,d.jpg\", width: 5}"),
            ("{url: http://a.example/b.jpg}", "/c}.jpg", "{url: \"/c}.jpg\"}"),
            ("{url: 'http://a.example/b.jpg'}", "/c,}.jpg", "{url: '/c,}.jpg'}"),
            ("[url: http://a.example/b.jpg]", "/c].jpg", "[url: \"/c].jpg\"]"),
        ])
    func flow(old: String, url: String, new: String) throws {
        #expect(try changed("images: [\(old)]\n", to: url, named: "a.yml") == "images: [\(new)]\n")
    }

    @Test("in JSON, with the escapes that it needs, whatever escapes the old one had")
    func json() throws {
        #expect(
            try changed(
                #"{"images": [{"url": "http:\/\/a.example\/b.jpg"}]}"#, to: "https://a.example/b.jpg", named: "a.json")
                == #"{"images": [{"url": "https://a.example/b.jpg"}]}"#)
        #expect(
            try changed(#"{"images": [{"url": "/b.jpg", "x": "\u0041"}]}"#, to: #"/a"b\c.jpg"#, named: "a.json")
                == #"{"images": [{"url": "/a\"b\\c.jpg", "x": "\u0041"}]}"#)
    }

    @Test(
        "in TOML, as a basic string where a literal one cannot hold it",
        arguments: [
            ("\"/b.jpg\"", "/a\"b.jpg", "\"/a\\\"b.jpg\""), ("'/b.jpg'", "/a\\b.jpg", "'/a\\b.jpg'"),
            ("'/b.jpg'", "/it's.jpg", "\"/it's.jpg\""), ("'''/b.jpg'''", "/c.jpg", "'''/c.jpg'''"),
            ("'''/b.jpg'''", "/it's.jpg", "\"/it's.jpg\""),
            ("\"\"\"\n/b.jpg\"\"\"", "/a\"b\\c.jpg", "\"\"\"/a\\\"b\\\\c.jpg\"\"\""),
        ])
    func toml(old: String, url: String, new: String) throws {
        #expect(
            try changed("[[images]]\nurl = \(old) # x\nwidth = 5\n", to: url, named: "a.toml")
                == "[[images]]\nurl = \(new) # x\nwidth = 5\n")
        #expect(
            try changed("images = [{ url = \(old) }]\n", to: url, named: "a.toml") == "images = [{ url = \(new) }]\n")
    }

    @Test(
        "in a cell, with quotes where a separator or a quote is in it",
        arguments: [
            ("a.jpg,true", "b.jpg", "b.jpg,true"), ("a.jpg,true", "b,c.jpg", "\"b,c.jpg\",true"),
            (" a.jpg ,true", "b.jpg", " b.jpg ,true"),
            ("\"a.jpg\",true", "/b.jpg?\"c", "\"/b.jpg?\"\"c\",true"),
            ("a.jpg,true", "/b.jpg?\"c", "\"/b.jpg?\"\"c\",true"),
        ])
    func cells(old: String, url: String, new: String) throws {
        #expect(try changed("url,isCached\n\(old)\n", to: url, named: "a.csv") == "url,isCached\n\(new)\n")
    }

    @Test("the aliases of its anchor keep what they say, and an alias becomes a value of its own")
    func aliases() throws {
        let text = "images:\n- url: &u /a.jpg\n- url: *u\n"
        #expect(try changed(text, to: "/b.jpg", named: "a.yml") == "images:\n- url: &u /b.jpg\n- url: /a.jpg\n")
        #expect(
            try edited(text, (.url, .url("/b.jpg")), named: "a.yml", entry: 1)
                == "images:\n- url: &u /a.jpg\n- url: /b.jpg\n")
    }

    @Test("and stays byte for byte where it says so already")
    func same() throws {
        let text = "images:\n- url: \"\\x2Fa.jpg\"\n"
        #expect(try changed(text, to: "/a.jpg", named: "a.yml") == text)
    }

    @Test(
        "not where that is not sure, with the remedy",
        arguments: [
            (
                "images:\n- url: >-\n    /a.jpg\n", "/b.jpg",
                "the value of 'url' is a block scalar; write it on the line of its key"
            ),
            (
                "images:\n- &a\n  url: /a.jpg\n  width: 1\n- <<: *a\n", "/b.jpg",
                "the value of 'url' is taken over elsewhere with '<<', and would change there too; write it out there"
            ),
            ("images:\n- url: /a.jpg\n", "/b\n.jpg", "'/b\n.jpg' cannot be its url; give another value"),
            ("images:\n- url: /a.jpg\n", "", "'' cannot be its url; give another value"),
            ("images:\n- url: /a.jpg\n  url: /b.jpg\n", "/c.jpg", "the key 'url' is there twice; remove one of them"),
        ])
    func refusals(text: String, url: String, message: String) throws {
        #expect(try refusal(text, (.url, .url(url))) == EditRefusal(entryPath: "images[0]", message: message))
    }

    @Test("not through a '<<' that brings it")
    func inherited() throws {
        let refusal = try refusal(
            "images:\n- &a\n  url: /a.jpg\n  width: 1\n- <<: *a\n", (.url, .url("/b.jpg")), entry: 1)
        #expect(refusal.message == "its URL is taken over from elsewhere with '<<'; change it there")
    }

    @Test("together with a size and a flag")
    func together() throws {
        #expect(
            try edited(
                "images:\n- url: /a.jpg\n  width: 5\n", (.url, .url("/b.jpg")), (.width, .pixels(6)),
                (.flag, .boolean(true)), named: "a.yml")
                == "images:\n- url: /b.jpg\n  width: 6\n  isCached: true\n")
    }
}
