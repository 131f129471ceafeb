import ArgumentParser
import Proofsheet

/// Options of every command that makes requests; those that read records and make none take them too.
struct NetworkOptions: SettingOptions {
    @Option(help: .key("remap")) var remap: [String] = []
    @Option(name: [.customShort("j"), .long], help: .key("concurrency")) var concurrency: String?
    @Option(help: .key("host-concurrency")) var hostConcurrency: String?
    @Option(help: .key("host-delay")) var hostDelay: String?
    @Option(help: .key("timeout")) var timeout: String?
    @Option(help: .key("connect-timeout")) var connectTimeout: String?
    @Option(help: .key("max-size")) var maxSize: String?
    @Option(help: .key("max-redirects")) var maxRedirects: String?
    @Option(help: .key("retries")) var retries: String?
    @Option(help: .key("contact")) var contact: String?
    @Flag(help: .key("allow-private-hosts")) var allowPrivateHosts = false
    @Option(help: .key("allow-private-host")) var allowPrivateHost: [String] = []
    @Flag(help: .key("robots")) var robots = false
    @Option(help: .key("ca-file"), completion: .file()) var caFile: String?

    /// Has a run that makes requests make no more at once than this process may open files for, and says so.
    static func fitRequests(_ configuration: inout Configuration) {
        if configuration.isOffline { return }
        if let note = configuration.fitRequestsToOpenFiles(), !configuration.isQuiet {
            Console.error("proofsheet: \(note)")
        }
    }
}
