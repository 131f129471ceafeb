import Testing

@testable import Addresses

@Suite("URL policy") struct URLPolicyTests {
    @Test(
        "a URL is sent as browsers send it",
        arguments: [
            ("http://example.com", "http://example.com/"),
            ("HTTP://EXAMPLE.com:80/A", "http://example.com/A"),
            ("https://example.com:443/", "https://example.com/"),
            ("https://example.com:0443/", "https://example.com/"),
            ("https://example.com:/a", "https://example.com/a"),
            ("http://example.com:8080/", "http://example.com:8080/"),
            ("http://example.com/a b.jpg?c d", "http://example.com/a%20b.jpg?c%20d"),
            ("http://example.com/ä.jpg?ö=ü", "http://example.com/%C3%A4.jpg?%C3%B6=%C3%BC"),
            ("http://example.com/日本.png", "http://example.com/%E6%97%A5%E6%9C%AC.png"),
            ("http://example.com/%e4%2F%20%zz%", "http://example.com/%e4%2F%20%zz%"),
            ("http://example.com/a\"<>`{}^|[]'", "http://example.com/a%22%3C%3E%60%7B%7D%5E|[]'"),
            ("http://example.com/?\"<>`{}^|'", "http://example.com/?%22%3C%3E`{}^|%27"),
            ("http://example.com/a#fragment?x", "http://example.com/a"),
            ("http://example.com?q#f", "http://example.com/?q"),
            ("http://example.com/?", "http://example.com/?"),
            ("http://example.com/a/./b/../c/", "http://example.com/a/c/"),
            ("http://example.com/a/%2e%2E/b/.", "http://example.com/b/"),
            ("http://example.com/../../a/..", "http://example.com/"),
            ("http://example.com//a///b", "http://example.com//a///b"),
            ("http://example.com/a/..b/c..", "http://example.com/a/..b/c.."),
            ("  http://example.com/a  ", "http://example.com/a"),
            ("http://example.com/a\n", "http://example.com/a"),
            ("\r\n\thttp://example.com/a\u{0}\u{1f} ", "http://example.com/a"),
            ("http://exam\tple.com/a\r\nb?c\nd", "http://example.com/ab?cd"),
            ("ht\ntp://example.com/", "http://example.com/"),
            ("http:\\\\example.com\\a?b\\c", "http://example.com/a?b\\c"),
            ("http:///example.com/a", "http://example.com/a"),
            ("http://example.com/@a:b", "http://example.com/@a:b"),
            ("http://example.com/{w}x{h}", "http://example.com/%7Bw%7Dx%7Bh%7D"),
        ])
    func spelling(_ url: String, _ sent: String) throws {
        let resolved = try URLPolicy.normalize(url)
        #expect(resolved.string == sent)
        // What is sent is in its final form.
        #expect(try URLPolicy.normalize(resolved.string) == resolved)
    }

    @Test(
        "hosts of any script and numbers of any spelling become what is asked",
        arguments: [
            ("bücher.example", "xn--bcher-kva.example"), ("BÜCHER.example", "xn--bcher-kva.example"),
            ("b%C3%BCcher.example", "xn--bcher-kva.example"), ("faß.example", "xn--fa-hia.example"),
            ("日本語.jp", "xn--wgv71a119e.jp"), ("ex%61mple.com", "example.com"), ("a_b.example.com", "a_b.example.com"),
            ("example.com.", "example.com."),
            ("2130706433", "127.0.0.1"), ("0x7f.1", "127.0.0.1"), ("0x7F000001", "127.0.0.1"),
            ("0177.0.0.01", "127.0.0.1"), ("127.1", "127.0.0.1"), ("127.0.0.1.", "127.0.0.1"), ("127.1.", "127.0.0.1"),
            ("%31%32%37.1", "127.0.0.1"), ("１２７.0.0.1", "127.0.0.1"), ("127。0。0。1", "127.0.0.1"),
            ("①②⑦.1", "127.0.0.1"),
            ("[::1]", "[::1]"), ("[0:0:0:0:0:0:0:1]", "[::1]"), ("[::FFFF:127.0.0.1]", "[::ffff:127.0.0.1]"),
            ("[::ffff:7f00:1]", "[::ffff:127.0.0.1]"),
        ])
    func hosts(_ host: String, _ asked: String) throws {
        #expect(try URLPolicy.normalize("http://\(host)/").host == asked)
    }

    @Test(
        "what is no usable http URL is invalid",
        arguments: [
            "", " ", "/a.jpg", "a.jpg", "//example.com/a", "ftp://example.com/a", "file:///etc/passwd",
            "data:image/png;base64,AA",
            "javascript:alert(1)", "http:", "http:/", "http://", "http:example.com", "http://?q", "http://#f",
            "http:///",
            "http://example.com:x/", "http://example.com:-1/", "http://example.com:0/", "http://example.com:65536/",
            "http://example.com:99999999999999999999/", "http://exa mple.com/", "http://example.com\u{b}/",
            "http://example.com/\u{0}a", "http://example.com/\u{7f}", "\n", "\u{0}", "http://a<b/", "http://a%00b/",
            "http://a%2fb/",
            "http://a%25b/",
            "http://256.1.1.1/", "http://1.2.3.4.5/", "http://0x/", "http://08/", "http://1.2.3.4x.9/",
            "http://example.0x1z.99999999999/",
            "http://[::1/", "http://::1/", "http://[fe80::1%25eth0]/", "http://[fe80::1%eth0]/", "http://[v1.x]/",
            "http://[1.2.3.4]/",
            "http://\u{ad}/", "http://xn--\u{fffd}/", "http://a\u{202e}b/", "http://[::1]x/", "http://a|b/",
            "http://a,b/", "http://a..b/", "http://.a/", "http://./", "http://127.0.0.1../", "http://a../",
        ])
    func invalid(_ url: String) {
        #expect {
            try URLPolicy.normalize(url)
        } throws: { error in
            guard case .invalidURL = error as? AddressFailure else { return false }
            return true
        }
    }

    @Test(
        "user information is refused, and no text repeats it",
        arguments: [
            "http://user:secret@example.com/", "http://secret@example.com/", "http://@example.com/",
            "http://secret:@[::1]/", "http://a@b@secret/",
            "http://example.com\\@secret@host/".replacing("\\", with: ":"),
        ])
    func credentials(_ url: String) {
        #expect {
            try URLPolicy.normalize(url)
        } throws: { error in
            guard case .refused(let reason) = error as? AddressFailure else { return false }
            return !reason.contains("secret")
        }
    }

    @Test("a backslash ends the host, as in browsers, so that what follows is no user information") func backslash()
        throws
    {
        #expect(try URLPolicy.normalize("http://good.example\\@evil.example/").host == "good.example")
    }

    @Test("a URL beyond the limit of length is invalid, as written and as sent") func length() throws {
        let exact = "http://example.com/" + String(repeating: "a", count: 81)
        #expect(try URLPolicy.normalize(exact, maximumLength: 100).string == exact)
        #expect(throws: AddressFailure.self) { try URLPolicy.normalize(exact + "a", maximumLength: 100) }
        #expect(throws: AddressFailure.self) {
            try URLPolicy.normalize("http://example.com/" + String(repeating: "ä", count: 40), maximumLength: 100)
        }
    }

    @Test("the parts of a URL are told apart") func parts() throws {
        let url = try URLPolicy.normalize("https://Example.com/a")
        #expect(url.scheme == "https" && url.host == "example.com" && url.port == 443)
        #expect(try URLPolicy.normalize("http://example.com:8080").port == 8080)
    }

    @Test(
        "references are resolved as in RFC 3986 §5.4",
        arguments: [
            ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"), ("/g", "http://a/g"),
            ("//g", "http://g/"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"),
            ("#s", "http://a/b/c/d;p?q"),
            ("g#s", "http://a/b/c/g"), (";x", "http://a/b/c/;x"), ("", "http://a/b/c/d;p?q"), (".", "http://a/b/c/"),
            ("./", "http://a/b/c/"), ("..", "http://a/b/"), ("../g", "http://a/b/g"), ("../..", "http://a/"),
            ("../../../g", "http://a/g"), ("/./g", "http://a/g"), ("g.", "http://a/b/c/g."),
            ("..g", "http://a/b/c/..g"),
            ("./g/.", "http://a/b/c/g/"), ("g;x=1/../y", "http://a/b/c/y"), ("g?y/../x", "http://a/b/c/g?y/../x"),
            ("https://other/x", "https://other/x"), ("//other:81/x y", "http://other:81/x%20y"), ("\\g", "http://a/g"),
        ])
    func references(_ reference: String, _ expected: String) throws {
        #expect(try ResolvedURL.resolve(reference: reference, against: "http://a/b/c/d;p?q").string == expected)
    }

    @Test("a relative reference needs a base, and a base that is absolute") func bases() throws {
        #expect(throws: AddressFailure.self) { try ResolvedURL.resolve(reference: "/a", against: nil) }
        #expect(throws: AddressFailure.self) { try ResolvedURL.resolve(reference: "/a", against: "b") }
        #expect(throws: AddressFailure.self) { try ResolvedURL.resolve(reference: "a", against: "file:///b") }
        #expect(try ResolvedURL.resolve(reference: "a", against: "http://b").string == "http://b/a")
        #expect(try ResolvedURL.resolve(reference: "http://a/", against: nil).string == "http://a/")
    }
}
