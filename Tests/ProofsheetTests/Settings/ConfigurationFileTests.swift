import TestSupport
import Testing

@testable import Proofsheet

@Suite("The configuration file")
struct ConfigurationFileTests {
    func parse(_ text: String) throws -> Configuration {
        try ConfigurationFile.parse(text, path: "site/.proofsheet.yml")
    }

    @Test("an empty file gives the defaults, with the cache beside it")
    func defaults() throws {
        var expected = Configuration()
        expected.cacheDirectory = "site/.proofsheet"
        expected.siteRoots = ["site", "site/static", "site/public", "site/assets", "site/src"]
        #expect(try parse("") == expected)
        #expect(try parse("# nothing\n") == expected)
    }

    @Test("every key sets its value")
    func everyKey() throws {
        let configuration = try parse(
            """
            cache: store
            include: posts
            exclude: [drafts/, '*.tmp.md']
            no-ignore: true
            site-url: https://news.example
            site-root: [., static]
            remap: ['^a b', '^c d']
            concurrency: 20
            host-concurrency: 2
            host-delay: 0
            refresh-after: 90s
            max-age: 2w
            allow-private-hosts: true
            proxy: http://proxy.example:3128
            ca-file: /etc/ca.pem
            fail-on: warning
            tolerance: 3
            rules: {flag-unset: error, dimensions-scaled: off}
            keys: {url: [src, url], width: w, height: h, flag: cached, containers: [pictures]}
            false-flag: remove
            hard-links: break
            no-incremental: true
            """)
        #expect(configuration.cacheDirectory == "site/store")
        #expect(
            configuration.siteURL == "https://news.example" && configuration.siteRoots == ["site/.", "site/static"])
        #expect(configuration.includes == [try Glob("posts", relativeTo: "site")])
        #expect(configuration.excludes.map(\.pattern) == ["drafts/", "*.tmp.md"] && !configuration.honoursIgnoreFiles)
        #expect(configuration.remappings.map(\.pattern) == ["^a", "^c"])
        #expect(configuration.concurrency == 20 && configuration.hostConcurrency == 2)
        #expect(configuration.hostDelay == .zero && configuration.allowsPrivateHosts)
        #expect(configuration.refreshAfter == .seconds(90) && configuration.maxAge == .seconds(14 * 86_400))
        #expect(configuration.proxy == "http://proxy.example:3128")
        #expect(configuration.certificateAuthorityFile == "/etc/ca.pem")
        #expect(configuration.failOn == .warning && configuration.ruleLimits.tolerance == 3)
        #expect(configuration.severities == ["flag-unset": .error, "dimensions-scaled": nil])
        #expect(configuration.keys.url == ["src", "url"] && configuration.keys.width == ["w"])
        #expect(configuration.keys.height == ["h"] && configuration.keys.flag == ["cached"])
        #expect(configuration.keys.containers == ["pictures"])
        #expect(configuration.falseFlag == .remove && configuration.hardLinks == .break)
        #expect(!configuration.isIncremental)
    }

    @Test(
        "what is wrong is named with its line and the remedy",
        arguments: [
            ("cahce: x", "site/.proofsheet.yml:1:1: unknown key 'cahce'; did you mean 'cache'?"),
            ("concurrency: 0", "1:14: the value of 'concurrency' is not a whole number from 1 to 10000"),
            ("concurrency: many", "is not a whole number"),
            ("allow-private-hosts: maybe", "is not true or false"),
            ("max-age: 7", "1:10: the value of 'max-age' is not a whole number and one of the units s, m, h, d and w"),
            ("false-flag: delete", "1:13: the value of 'false-flag' is not one of write, remove"),
            ("false-flag: false", "is not one of write, remove"),
            ("hard-links: follow", "1:13: the value of 'hard-links' is not one of refuse, break"),
            ("fail-on: info", "is not one of error, warning, unchecked, never"),
            ("rules: {flag-stail: off}", "unknown rule 'flag-stail'; did you mean 'flag-stale'?"),
            ("rules: {flag-stale: loud}", "is not one of info, warning, error, off"),
            ("rules: 3", "is not a mapping"), ("keys: {nonsense: a}", "unknown key 'nonsense'"),
            ("remap: one", "is not of the form 'PATTERN REPLACEMENT'"), ("remap: '( b'", "is not a regular expression"),
            ("include: '[a'", "site/.proofsheet.yml:1:10: the glob '[a' cannot be used: a '[' has no ']'"),
            ("exclude: [a, '*.{md,yml}']", "1:14: the glob '*.{md,yml}' cannot be used: it has braces"),
            ("exclude: {a: b}", "the value of 'exclude' is not a text"),
            ("- a", "is not a mapping of option names to values"), ("a: [", "is not valid YAML"),
            ("cache: {a: b}", "the value of 'cache' is not a text"),
        ])
    func errors(text: String, message: String) throws {
        let error = #expect(throws: ProofsheetError.self) { try parse(text) }
        #expect(error?.kind == .usage)
        #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
    }

    @Test("the nearest file is the one in the directory or the closest above it")
    func nearest() throws {
        let directory = try TemporaryDirectory()
        try directory.write("", to: ".proofsheet.yml")
        try directory.write("", to: "a/b/post.md")
        #expect(ConfigurationFile.nearest(to: directory.path(of: "a/b"))?.hasSuffix("/.proofsheet.yml") == true)
        try directory.write("", to: "a/.proofsheet.yml")
        #expect(ConfigurationFile.nearest(to: directory.path(of: "a/b"))?.hasSuffix("/a/.proofsheet.yml") == true)
        #expect(ConfigurationFile.nearest(to: directory.path(of: "missing")) == nil)
    }
}
