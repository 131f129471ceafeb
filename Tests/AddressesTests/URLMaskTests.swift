import Addresses
import Foundation
import Testing

@Suite("URLs without credentials")
struct URLMaskTests {
    @Test(
        "user names and passwords are left out of URLs in queries and paths",
        arguments: [
            ("https://p.example/?u=https://user:PW@h/a.jpg", "https://p.example/?u=https://h/a.jpg"),
            ("https://p.example/?u=https://user:PW@h&w=5", "https://p.example/?u=https://h&w=5"),
            ("https://p.example/proxy/https://user:PW@h/a.jpg", "https://p.example/proxy/https://h/a.jpg"),
            ("https://p.example/proxy/https:/user:PW@h/a.jpg", "https://p.example/proxy/https:/h/a.jpg"),
            ("https://p.example/?u=//user:PW@h/a.jpg", "https://p.example/?u=//h/a.jpg"),
            (
                "https://p.example/?u=https%3A%2F%2Fuser%3APW%40h%2Fa.jpg",
                "https://p.example/?u=https%3A%2F%2Fh%2Fa.jpg"
            ),
            ("https://p.example/?u=https:%2F%2Fuser:PW@h%2Fa.jpg", "https://p.example/?u=https:%2F%2Fh%2Fa.jpg"),
            ("https://p.example/?u=https://user:PW%40h/a.jpg", "https://p.example/?u=https://h/a.jpg"),
            ("https://p.example/?u=https%3A//user%3APW%40h/a.jpg", "https://p.example/?u=https%3A//h/a.jpg"),
            (
                "https://p.example/?u=https%253A%252F%252Fuser%253APW%2540h%252Fa.jpg&w=5",
                "https://p.example/?u=https%253A%252F%252Fh%252Fa.jpg&w=5"
            ),
            (
                "https://a:b@p.example/https://c:d@q.example/https%3a%2f%2fe%3af%40h%2fa.jpg",
                "https://p.example/https://q.example/https%3a%2f%2fh%2fa.jpg"
            ),
            ("https://p.example/?u=https://user:P%2FW@h/a.jpg", "https://p.example/?u=https://h/a.jpg"),
            ("https://p.example/?u=https://user:p&w@h/a.jpg", "https://p.example/?u=https://h/a.jpg"),
            ("https://p.example/?u=ftp://user@h/a.jpg", "https://p.example/?u=ftp://h/a.jpg"),
            ("https://p.example/?u=https://u:p@h&mail=a@b", "https://p.example/?u=https://h&mail=a@b"),
        ])
    func userInformation(url: String, shown: String) { #expect(URLText.shown(url) == shown) }

    @Test(
        "values of secrets are masked in URLs in queries and paths",
        arguments: [
            ("?u=https%3A%2F%2Fh%2Fa%3Ftoken%3Dabc%26w%3D5&h=6", "?u=https%3A%2F%2Fh%2Fa%3Ftoken%3D***%26w%3D5&h=6"),
            ("?u=https%3A%2F%2Fh%2Fa%3Fcode%3Dabc&h=6", "?u=https%3A%2F%2Fh%2Fa%3Fcode%3D***&h=6"),
            (
                "?u=https%253A%252F%252Fh%252Fa%253Fst%253Dabc%2526sig%253Dd%25252Fe",
                "?u=https%253A%252F%252Fh%252Fa%253Fst%253D***%2526sig%253D***"
            ),
            ("?u=https://h/a?X-Amz-Signature=abc&w=5", "?u=https://h/a?X-Amz-Signature=***&w=5"),
            ("?u=https://h/a%3Fkey=abc%26w=5", "?u=https://h/a%3Fkey=***%26w=5"),
            (
                "/proxy/https%3A%2F%2Fh%2Fa%3Fsignature%3Dabc%2520d/200x200.jpg",
                "/proxy/https%3A%2F%2Fh%2Fa%3Fsignature%3D***/200x200.jpg"
            ),
            ("/proxy/https%3A%2F%2Fh%2Fa.jpg/x?token=ab/cd", "/proxy/https%3A%2F%2Fh%2Fa.jpg/x?token=***"),
            ("?token=abc%26w%3D5&h=6", "?token=***&h=6"), ("?%74oken=abc", "?%74oken=***"),
            ("?a=1&amp;password=abc&amp;b=2", "?a=1&amp;password=***&amp;b=2"),
            ("?st=abc&e=5&code=d", "?st=***&e=5&code=***"), ("?token=&w=5", "?token=***&w=5"),
        ])
    func secrets(url: String, shown: String) {
        #expect(URLText.shown("https://p.example" + url) == "https://p.example" + shown)
    }

    @Test("no depth of encoding is deep enough to hide them")
    func depth() {
        var url = "https://user:PASSWORD@h.example/a.jpg?token=SECRET&w=5"
        for depth in 1...6 {
            let encoded = url.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            for form in ["https://p.example/?w=6&u=\(encoded)&h=7", "https://p.example/\(encoded)/a.jpg"] {
                let shown = URLText.shown(form)
                #expect(!shown.contains("PASSWORD") && !shown.contains("user") && !shown.contains("SECRET"), "\(depth)")
                #expect(shown.hasSuffix(form.hasSuffix("7") ? "&h=7" : "/a.jpg"), "\(depth)")
                #expect(shown.utf8.count > form.utf8.count - 40 * depth - 40, "\(depth)")
            }
            url = "https://p.example/?u=\(encoded)"
        }
    }

    @Test(
        "what gives no access stays as it is",
        arguments: [
            "https://h/a@2x.jpg", "https://h/a%402x.jpg?w=5&mail=a@b", "https://h/@user/a.jpg",
            "https://p.example/https://h/@user/a@2x.jpg", "https://p.example/?u=https://h/a@2x.jpg&b=c:d@e",
            "https://p.example/?u=https%3A%2F%2Fh%2Fa%402x.jpg", "https://p.example/?u=https://h&mail=a@b",
            "https://p.example/?u=https://h:8080&mail=a@b", "https://p.example/?u=//a@2x.jpg",
            "https://p.example/?u=https://h%2Fa%402x.jpg", "https://p.example/a;token=5/b.jpg",
            "https://h/?tokens=1&keyword=2&sty=3&zipcode=4", "https://h/100%.jpg?q=50%&x=%zz", "https://h/a:b@c//d@e",
            "https://h/?q=%26%3D%40%3A%2F", "mailto:a@b", "data:image/png;base64,iVBORw0KGgo=", "a=b&c=d@e", "", "%",
            "@",
        ])
    func ordinary(url: String) { #expect(URLText.shown(url) == url) }

    @Test("what is shown is not shown shorter the next time")
    func twice() {
        let url = "https://a:b@p.example/?u=https%3A%2F%2Fc%3Ad%40h%2Fa%3Ftoken%3De%26w%3D5&key=f#sig=g"
        let shown = URLText.shown(url)
        #expect(shown == "https://p.example/?u=https%3A%2F%2Fh%2Fa%3Ftoken%3D***%26w%3D5&key=***#sig=***")
        #expect(URLText.shown(shown) == shown)
    }

    @Test("long URLs of nothing but encodings take no time")
    func long() {
        let pieces = ["%25", "%25" + String(repeating: "25", count: 400), "?token=", "a://", "%3A%2F%2F", "&"]
        for piece in pieces {
            let url = String(repeating: piece, count: 200_000 / piece.utf8.count)
            #expect(URLText.shown(url).utf8.count <= url.utf8.count + 200_000)
        }
    }
}
