import Addresses
import Reporting

extension ConfigurationKey {
    /// Where requests go, and who they say asks.
    static let networkKeys: [ConfigurationKey] = [
        ConfigurationKey("offline", \.isOffline, .boolean, affectsVerdicts: false, "Make no request", option: .flag()),
        // With what servers said, a verdict holds only where they were asked.
        ConfigurationKey(
            "online", \.isOnline, .boolean, affectsVerdicts: true,
            "Let an audit ask for the first bytes of images that the cache lacks",
            option: .flag("Ask for the first bytes of images that the cache lacks.")),
        ConfigurationKey(
            "remap", addingTo: \.remappings, .remappings(example: ["^https://old-cdn\\.example/ https://cdn.example/"]),
            affectsVerdicts: false, "Fetch URLs that match a regular expression from elsewhere",
            option: .value(
                "'pattern replacement'",
                "Fetch URLs that match a regular expression from elsewhere; the record keeps its own. Repeatable.")),
        ConfigurationKey(
            "fallback", addingTo: \.fallbacks,
            .remappings(example: ["^https?://.* https://web.archive.org/web/2id_/$0"]),
            affectsVerdicts: false, "Other addresses to try for an image that is gone or none",
            option: .value(
                "'pattern replacement'",
                "Where an image is gone or none (404, 410, an unknown host, a web page), try what this makes of its URL; "
                    + "$0 is the whole of it. The record keeps its own. Repeatable, tried in order.")),
        ConfigurationKey(
            "concurrency", \.concurrency, .integer(1...10_000), affectsVerdicts: false, "Requests in flight at once",
            option: .value("n", "Requests in flight at once, over all hosts (default: {default}).")),
        ConfigurationKey(
            "host-concurrency", \.hostConcurrency, .integer(1...1_000), affectsVerdicts: false,
            "Requests in flight at once to one host", option: .value("n")),
        ConfigurationKey(
            "host-delay", \.hostDelay, .count(0...3_600_000, of: .milliseconds(1)), affectsVerdicts: false,
            "Milliseconds between two requests to one host",
            option: .value("ms", "Milliseconds between two starts of requests to one host (default: {default}).")),
        ConfigurationKey(
            "contact", \.contact, .text(example: "https://news.example/about"), affectsVerdicts: false,
            "URL or e-mail address for the User-Agent",
            option: .value("url", "A URL or e-mail address for the User-Agent, to tell servers who asks.")),
        ConfigurationKey(
            "headers", \.headers, .texts(example: "{Referer: https://news.example/}"), affectsVerdicts: false,
            "Header fields of every request, none of them secret"),
        ConfigurationKey(
            "hosts", \.hosts, .hosts, affectsVerdicts: false,
            "What is otherwise for some hosts: concurrency, delay, timeout, contact, headers"),
        ConfigurationKey(
            "auth", \.credentialVariables, .texts(example: "{media.news.example: MEDIA_TOKEN}"), affectsVerdicts: false,
            "Environment variables with credentials, by host"),
        ConfigurationKey(
            "proxy", \.proxy, .address(example: "http://proxy.example:3128"), affectsVerdicts: false,
            "Proxy for every request"),
        ConfigurationKey(
            "ca-file", \.certificateAuthorityFile, .path(example: "ca.pem"), affectsVerdicts: false,
            "Certificate authorities to trust in place of the system's",
            option: .value("file", "Certificate authorities to trust in place of the system's (PEM).")),
        ConfigurationKey(
            "allow-private-hosts", \.allowsPrivateHosts, .boolean, affectsVerdicts: false,
            "Let requests go to private, loopback and link-local addresses", option: .flag()),
        ConfigurationKey(
            "allow-private-host", addingTo: \.privateHosts, .list(example: ["10.0.0.0/8", "intranet.example"]),
            affectsVerdicts: false, "Names, addresses and ranges that may be asked all the same",
            option: .value(
                "host",
                "A host that may be asked though its address is private: a name, an address, or a range such as "
                    + "10.0.0.0/8. Repeatable.")),
        ConfigurationKey(
            "robots", \.asksRobots, .boolean, affectsVerdicts: false, "Ask each site's robots.txt what may be fetched",
            option: .flag()),
        ConfigurationKey(
            "refresh-after", \.refreshAfter, .timeSpan(example: "7d"), affectsVerdicts: false,
            "Time before which no image is asked for again",
            option: .value("time", "Ask for no image again before this time has passed, whatever its server says.")),
        ConfigurationKey(
            "max-age", \.maxAge, .timeSpan(example: "30d"), affectsVerdicts: false,
            "Time after which every image is asked for again",
            option: .value(
                "time", "Ask for every image again after this time, whatever its server says, such as 12h or 7d.")),
    ]
}

extension SettingForm<String> {
    /// A URL, which is shown without credentials.
    static func address(example: String) -> SettingForm {
        SettingForm(.text(example: example), read: text(example: example).read, write: { .string(URLText.shown($0)) })
    }
}
