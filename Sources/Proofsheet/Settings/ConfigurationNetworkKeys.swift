import Addresses
import Auditing
import Reporting

extension ConfigurationKey {
    /// Where requests go, and who they say asks.
    static let networkKeys: [ConfigurationKey] = [
        .init("offline", .boolean, "Make no request") { .bool($0.isOffline) },
        .init("online", .boolean, "Let an audit ask for the first bytes of images that the cache lacks") {
            .bool($0.isOnline)
        },
        .init(
            "remap", .list(example: ["^https://old-cdn\\.example/ https://cdn.example/"]),
            "Fetch URLs that match a regular expression from elsewhere"
        ) {
            .texts($0.remappings.map { "\($0.pattern) \($0.replacement)" })
        },
        .init("concurrency", .integer(1...10_000), "Requests in flight at once") { .int($0.concurrency) },
        .init("host-concurrency", .integer(1...1_000), "Requests in flight at once to one host") {
            .int($0.hostConcurrency)
        },
        .init("host-delay", .integer(0...3_600_000), "Milliseconds between two requests to one host") {
            .int(Int($0.hostDelay / .milliseconds(1)))
        },
        .init("contact", .text(example: "https://news.example/about"), "URL or e-mail address for the User-Agent") {
            .optional($0.contact)
        },
        .init(
            "headers", .other(schema: textsSchema, example: "{Referer: https://news.example/}"),
            "Header fields of every request, none of them secret"
        ) {
            .texts($0.headers)
        },
        .init(
            "auth", .other(schema: textsSchema, example: "{media.news.example: MEDIA_TOKEN}"),
            "Environment variables with credentials, by host"
        ) {
            .texts($0.credentialVariables)
        },
        .init("proxy", .text(example: "http://proxy.example:3128"), "Proxy for every request") {
            .optional($0.proxy.map(URLText.shown))
        },
        .init("ca-file", .text(example: "ca.pem"), "Certificate authorities to trust in place of the system's") {
            .optional($0.certificateAuthorityFile)
        },
        .init("allow-private-hosts", .boolean, "Let requests go to private, loopback and link-local addresses") {
            .bool($0.allowsPrivateHosts)
        },
        .init(
            "allow-private-host", .list(example: ["10.0.0.0/8", "intranet.example"]),
            "Names, addresses and ranges that may be asked all the same"
        ) {
            .texts($0.privateHosts)
        },
        .init("robots", .boolean, "Ask each site's robots.txt what may be fetched") { .bool($0.asksRobots) },
        .init("refresh-after", .text(example: "7d"), "Time before which no image is asked for again") {
            .optional($0.refreshAfter.map(TimeSpan.text))
        },
        .init("max-age", .text(example: "30d"), "Time after which every image is asked for again") {
            .optional($0.maxAge.map(TimeSpan.text))
        },
    ]

    /// Where the fetching of an image ends.
    static let limitKeys: [ConfigurationKey] = [
        .init("timeout", .integer(1...86_400), "Seconds for all of one attempt") { .seconds($0.limits.timeout) },
        .init("connect-timeout", .integer(1...86_400), "Seconds for name look-up, TCP and TLS") {
            .seconds($0.limits.connectTimeout)
        },
        .init("first-byte-timeout", .integer(1...86_400), "Seconds to the first byte of an answer") {
            .seconds($0.limits.firstByteTimeout)
        },
        .init("stall-timeout", .integer(1...86_400), "Seconds below 1 KB/s") { .seconds($0.limits.stallTimeout) },
        .init("retries", .integer(0...20), "Times that passing trouble is asked again") { .int($0.limits.retries) },
        .init("max-redirects", .integer(0...50), "Redirects of one request") { .int($0.limits.maximumRedirects) },
        .init("max-size", .text(example: "50MB"), "Largest image") {
            .string(Configuration.text(ofByteCount: $0.limits.maximumSize))
        },
        .init("max-pixels", .integer(1...1_000_000_000), "Largest width × height") { .int($0.limits.maximumPixels) },
        .init("max-header-size", .integer(256...16_777_216), "Bytes of the header section of an answer") {
            .int($0.limits.maximumHeaderSize)
        },
        .init("max-url-length", .integer(64...1_048_576), "Bytes of a URL") { .int($0.limits.maximumURLLength) },
    ]
}
