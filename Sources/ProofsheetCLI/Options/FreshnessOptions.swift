import ArgumentParser

/// Options of the commands that fetch into the cache: when they ask again for what it has, and where for what is gone.
struct FreshnessOptions: SettingOptions {
    @Option(help: .key("refresh-after")) var refreshAfter: String?
    @Option(help: .key("max-age")) var maxAge: String?
    @Option(help: .key("fallback")) var fallback: [String] = []
}
