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

    @Flag(help: "Let requests go to private, loopback and link-local addresses.")
    var allowPrivateHosts = false

    @Option(help: ArgumentHelp("Certificate authorities to trust in place of the system's (PEM).", valueName: "file"))
    var caFile: String?

    @Flag(help: "Make no request.")
    var offline = false

    func apply(to configuration: inout Configuration) throws {
        configuration.remappings += try remap.map { try Remapping($0) }
        if let concurrency { configuration.concurrency = concurrency }
        if let hostConcurrency { configuration.hostConcurrency = hostConcurrency }
        if let hostDelay { configuration.hostDelay = .milliseconds(hostDelay) }
        if allowPrivateHosts { configuration.allowsPrivateHosts = true }
        if let caFile { configuration.certificateAuthorityFile = caFile }
        if offline { configuration.isOffline = true }
    }

    func validate() throws {
        for (name, value, range) in [
            ("--concurrency", concurrency, 1...10_000), ("--host-concurrency", hostConcurrency, 1...1_000),
            ("--host-delay", hostDelay, 0...3_600_000),
        ] {
            guard let value, !range.contains(value) else { continue }
            throw ValidationError("\(name) takes a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
    }
}
