import ArgumentParser

/// Options of the commands that ask servers again for what the cache has.
struct FreshnessOptions: SettingOptions {
    @Option(help: .key("refresh-after")) var refreshAfter: String?
    @Option(help: .key("max-age")) var maxAge: String?
}
