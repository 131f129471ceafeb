import Testing

@testable import Addresses

@Suite("data: URLs")
struct DataURLTests {
    private func bytes(_ url: String, maximumSize: Int = 100) throws -> [UInt8] {
        try DataURL(url, maximumSize: maximumSize).bytes
    }

    @Test(
        "the data are what browsers take them for",
        arguments: [
            ("data:,", ""), ("data:,abc", "abc"), ("DATA:image/png,a%62%6A%zz%", "abj%zz%"),
            ("data:,a%2Cb,c#d", "a,b,c"),
            ("data:;base64,YWJj", "abc"), ("data:image/gif;BASE64 ,YWI=", "ab"), ("data:;base64,YWI", "ab"),
            ("data:;base64,YQ==", "a"), (" data:;base64, Y W%20Jj\n", "abc"), ("data:;charset=x; base64,YQ", "a"),
            ("data:base64,YQ", "YQ"), ("da\tta:,x", "x"), ("data:;base64,%59%51", "a"), ("data:;base64,", ""),
        ])
    func reads(url: String, content: String) throws {
        #expect(try bytes(url) == Array(content.utf8))
    }

    @Test(
        "what is none says why",
        arguments: [
            ("data:image/png;base64", "comma"), ("data:", "comma"), ("data:#,", "comma"), ("data:;base64,Y", "Base64"),
            ("data:;base64,YWJj=", "Base64"), ("data:;base64,Y===", "Base64"), ("data:;base64,YW-_", "Base64"),
            ("data:;base64,YQ=a", "Base64"),
        ])
    func refuses(url: String, reason: String) {
        let flaw = #expect(throws: DataURL.Flaw.self) { try bytes(url) }
        #expect(flaw?.reason.contains(reason) == true)
    }

    @Test("more bytes than the limit are refused, as many are not")
    func limit() throws {
        #expect(try bytes("data:,abcd", maximumSize: 4).count == 4)
        #expect(try bytes("data:;base64,YWJjZA==", maximumSize: 4).count == 4)
        for url in ["data:,abcde", "data:;base64,YWJjZGU=", "data:," + String(repeating: "%61", count: 99)] {
            let flaw = #expect(throws: DataURL.Flaw.self) { try bytes(url, maximumSize: 4) }
            #expect(flaw?.reason.contains("max-size") == true)
        }
    }

    @Test("the media type is what stands before the parameters")
    func mediaType() throws {
        #expect(try DataURL("data:image/png;x=1;base64,", maximumSize: 1).mediaType == "image/png")
        #expect(try DataURL("data:image/svg+xml,", maximumSize: 1).mediaType == "image/svg+xml")
    }

    @Test("other URLs are none", arguments: ["http://h/", "data", "date:,", "dat\u{41}", "/data:,", "data%3A,"])
    func others(url: String) {
        #expect(!DataURL.holds(url))
    }
}
