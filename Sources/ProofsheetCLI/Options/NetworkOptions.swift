import ArgumentParser
import Proofsheet

/// Options of every command that makes requests.
struct NetworkOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Fetch URLs that match a regular expression from elsewhere; the record keeps its own. Repeatable.",
            valueName: "'pattern replacement'"))
    var remap: [String] = []

    @Option(help: ArgumentHelp("Requests in flight at once, over all hosts (default: 200).", valueName: "n"))
    var concurrency: Int?

    @Option(help: ArgumentHelp("Requests in flight at once to one host (default: 6).", valueName: "n"))
    var hostConcurrency: Int?

    @Option(
        help: ArgumentHelp("Milliseconds between two starts of requests to one host (default: 50).", valueName: "ms"))
    var hostDelay: Int?

    @Option(help: ArgumentHelp("Seconds for one image, from the connection to its end (default: 60).", valueName: "s"))
    var timeout: Int?

    @Option(help: ArgumentHelp("Seconds for name look-up, TCP and TLS (default: 10).", valueName: "s"))
    var connectTimeout: Int?

    @Option(help: ArgumentHelp("Largest image, such as 500kB (default: 50MB).", valueName: "size"))
    var maxSize: String?

    @Option(help: ArgumentHelp("Redirects followed for one image (default: 5).", valueName: "n"))
    var maxRedirects: Int?

    @Option(help: ArgumentHelp("Times that passing trouble is asked again (default: 3).", valueName: "n"))
    var retries: Int?

    @Option(
        help: ArgumentHelp("A URL or e-mail address for the User-Agent, to tell servers who asks.", valueName: "url"))
    var contact: String?

    @Flag(help: "Let requests go to private, loopback and link-local addresses.")
    var allowPrivateHosts = false

    @Option(
        help: ArgumentHelp(
            "A host that may be asked though its address is private: a name, an address, or a range such as 10.0.0.0/8. "
                + "Repeatable.", valueName: "host"))
    var allowPrivateHost: [String] = []

    @Flag(help: "Ask each site's robots.txt what may be fetched.")
    var robots = false

    @Option(help: ArgumentHelp("Certificate authorities to trust in place of the system's (PEM).", valueName: "file"))
    var caFile: String?

    @Flag(help: "Make no request.")
    var offline = false

    func apply(to configuration: inout Configuration) throws {
        configuration.remappings += try remap.map { try Remapping($0) }
        if let concurrency { configuration.concurrency = concurrency }
        if let hostConcurrency { configuration.hostConcurrency = hostConcurrency }
        if let hostDelay { configuration.hostDelay = .milliseconds(hostDelay) }
        if let timeout { configuration.limits.timeout = .seconds(timeout) }
        if let connectTimeout { configuration.limits.connectTimeout = .seconds(connectTimeout) }
        if let size = maxSize.flatMap(Configuration.byteCount) { configuration.limits.maximumSize = size }
        if let maxRedirects { configuration.limits.maximumRedirects = maxRedirects }
        if let retries { configuration.limits.retries = retries }
        if let contact { configuration.contact = contact }
        if allowPrivateHosts { configuration.allowsPrivateHosts = true }
        configuration.privateHosts += allowPrivateHost
        if robots { configuration.asksRobots = true }
        if let caFile { configuration.certificateAuthorityFile = caFile }
        if offline { configuration.isOffline = true }
    }

    func validate() throws {
        for (name, value, range) in [
            ("--concurrency", concurrency, 1...10_000), ("--host-concurrency", hostConcurrency, 1...1_000),
            ("--host-delay", hostDelay, 0...3_600_000), ("--timeout", timeout, 1...86_400),
            ("--connect-timeout", connectTimeout, 1...86_400), ("--max-redirects", maxRedirects, 0...50),
            ("--retries", retries, 0...20),
        ] {
            guard let value, !range.contains(value) else { continue }
            throw ValidationError("\(name) takes a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        if let maxSize, Configuration.byteCount(maxSize) == nil {
            throw ValidationError("--max-size takes a size such as 500kB or 50MB")
        }
    }
}
