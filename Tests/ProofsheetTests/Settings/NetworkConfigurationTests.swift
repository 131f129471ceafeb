import Testing

@testable import Fetching
@testable import Proofsheet

@Suite("How requests are made, by the configuration") struct NetworkConfigurationTests {
    private func options(_ text: String) throws -> FetchOptions {
        try FetchOptions(ConfigurationFile.parse(text, path: ".proofsheet.yml"))
    }

    @Test("each limit has a key") func limits() throws {
        let options = try options(
            """
            connect-timeout: 1
            first-byte-timeout: 2
            stall-timeout: 3
            timeout: 4
            max-size: 5MB
            max-header-size: 600
            max-url-length: 700
            max-redirects: 0
            retries: 9
            """)
        #expect(options.connectTimeout == .seconds(1) && options.firstByteTimeout == .seconds(2))
        #expect(options.stallTimeout == .seconds(3) && options.totalTimeout == .seconds(4))
        #expect(options.maximumBodySize == 5_000_000 && options.maximumHeaderSize == 600)
        #expect(options.maximumURLLength == 700 && options.maximumRedirects == 0 && options.maximumRetries == 9)
        #expect(try ConfigurationFile.parse("max-pixels: 12", path: "f").limits.maximumPixels == 12)
    }

    @Test("without a key, the defaults of the engine hold") func defaults() throws {
        let (ours, engine) = (try options(""), FetchOptions())
        #expect(ours.connectTimeout == engine.connectTimeout && ours.firstByteTimeout == engine.firstByteTimeout)
        #expect(ours.stallTimeout == engine.stallTimeout && ours.totalTimeout == engine.totalTimeout)
        #expect(ours.maximumBodySize == engine.maximumBodySize && ours.maximumRetries == engine.maximumRetries)
        #expect(ours.maximumURLLength == engine.maximumURLLength && ours.maximumRedirects == engine.maximumRedirects)
        #expect(ours.maximumHeaderSize == engine.maximumHeaderSize)
    }

    @Test(
        "a value that is none is refused",
        arguments: [
            "timeout: 0", "timeout: soon", "max-size: 5XB", "max-size: 0", "max-size: 99999999999999GB",
            "max-redirects: -1", "headers: [a]", "auth: x", "max-pixels: 0",
        ])
    func wrong(_ text: String) {
        #expect(throws: ProofsheetError.self) { try ConfigurationFile.parse(text, path: "f") }
    }

    @Test("the user agent names a contact") func contact() throws {
        #expect(try options("").userAgent == "Proofsheet/\(Version.current)")
        #expect(
            try options("contact: https://site.example/about").userAgent
                == "Proofsheet/\(Version.current) (+https://site.example/about)")
        #expect(throws: ProofsheetError.self) { try options("contact: 'a) (b'") }
    }

    @Test("header fields of the configuration are sent") func headers() throws {
        let headers = try options("headers: {Referer: 'https://site.example/', X-Why: audit}").headers
        #expect(
            headers.map(\.name) == ["Referer", "X-Why"] && headers.map(\.value) == ["https://site.example/", "audit"])
    }

    @Test("credentials come from the environment, for https unless an origin says otherwise") func credentials() throws
    {
        let values = ["CDN": "bearer abc", "LOCAL": "basic me:secret"]
        let read = try Credentials.read(["cdn.Example": "CDN", "http://localhost:8080": "LOCAL"]) { values[$0] }
        #expect(
            read
                == [
                    "https://cdn.example:443": Credential("bearer abc"),
                    "http://localhost:8080": Credential("basic me:secret"),
                ].compactMapValues { $0 })
    }

    @Test("trouble with a credential never shows it", arguments: ["hunter2", "bearer", "digest a:hunter2"])
    func badCredential(_ value: String) {
        let error = #expect(throws: ProofsheetError.self) { try Credentials.read(["h.example": "VAR"]) { _ in value } }
        #expect(error?.message.contains("VAR") == true && error?.message.contains("hunter2") == false)
        #expect(throws: ProofsheetError.self) { try Credentials.read(["h.example": "VAR"]) { _ in nil } }
        #expect(throws: ProofsheetError.self) { try Credentials.read(["h.example/path": "VAR"]) { _ in "bearer a" } }
    }
}
