import ArgumentParser
import Proofsheet

/// Options of every command that makes requests.
struct NetworkOptions: SettingOptions {
    @Option(help: .key("remap")) var remap: [String] = []
    @Option(help: .key("concurrency")) var concurrency: String?
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
    @Option(help: .key("ca-file")) var caFile: String?
    @Flag(help: .key("offline")) var offline = false

    /// Has a run that makes requests make no more at once than this process may open files for, and says so.
    static func fitRequests(_ configuration: inout Configuration) {
        if configuration.isOffline { return }
        if let note = configuration.fitRequestsToOpenFiles(), !configuration.isQuiet {
            Console.error("proofsheet: \(note)")
        }
    }
}
