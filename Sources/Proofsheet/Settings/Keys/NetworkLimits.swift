import Fetching

extension Configuration {
    /// What the engine does where nothing is set.
    static let engineDefaults = FetchOptions()

    /// Where the fetching of an image ends that takes too long or grows too large.
    public struct NetworkLimits: Sendable, Hashable {
        /// Time for name resolution, TCP and TLS.
        public var connectTimeout: Duration = engineDefaults.connectTimeout
        /// Time from sending a request to the first byte of the response.
        public var firstByteTimeout: Duration = engineDefaults.firstByteTimeout
        /// A transfer below 1 KB/s for this long has stalled.
        public var stallTimeout: Duration = engineDefaults.stallTimeout
        /// Time for one attempt, redirects not included.
        public var timeout: Duration = engineDefaults.totalTimeout
        /// Largest file in bytes, counted as they arrive and again after decompression.
        public var maximumSize = engineDefaults.maximumBodySize
        /// Largest header section of a response in bytes.
        public var maximumHeaderSize = engineDefaults.maximumHeaderSize
        /// Longest URL in bytes.
        public var maximumURLLength = engineDefaults.maximumURLLength
        /// Largest width × height that is decoded; of a larger image the size is known, and no more.
        public var maximumPixels = 100_000_000
        /// Redirects followed for one request.
        public var maximumRedirects = engineDefaults.maximumRedirects
        /// Times a request is sent again after trouble that can heal.
        public var retries = engineDefaults.maximumRetries

        /// The defaults.
        public init() {}
    }
}

extension ConfigurationKey {
    private static let times = 1...86_400

    /// Where the fetching of an image ends.
    static let limitKeys: [ConfigurationKey] = [
        ConfigurationKey(
            "timeout", \.limits.timeout, .count(times, of: .seconds(1)), affectsVerdicts: false,
            "Seconds for all of one attempt",
            option: .value("s", "Seconds for one image, from the connection to its end (default: {default}).")),
        ConfigurationKey(
            "connect-timeout", \.limits.connectTimeout, .count(times, of: .seconds(1)), affectsVerdicts: false,
            "Seconds for name look-up, TCP and TLS", option: .value("s")),
        ConfigurationKey(
            "first-byte-timeout", \.limits.firstByteTimeout, .count(times, of: .seconds(1)), affectsVerdicts: false,
            "Seconds to the first byte of an answer"),
        ConfigurationKey(
            "stall-timeout", \.limits.stallTimeout, .count(times, of: .seconds(1)), affectsVerdicts: false,
            "Seconds below 1 KB/s"),
        ConfigurationKey(
            "retries", \.limits.retries, .integer(0...20), affectsVerdicts: false,
            "Times that passing trouble is asked again", option: .value("n")),
        ConfigurationKey(
            "max-redirects", \.limits.maximumRedirects, .integer(0...50), affectsVerdicts: false,
            "Redirects of one request", option: .value("n", "Redirects followed for one image (default: {default}).")),
        // Images that stand in records are judged by these two.
        ConfigurationKey(
            "max-size", \.limits.maximumSize, .byteCount(example: "50MB"), affectsVerdicts: true, "Largest image",
            option: .value("size", "Largest image, such as 500kB (default: {default}).")),
        ConfigurationKey(
            "max-pixels", \.limits.maximumPixels, .integer(1...1_000_000_000), affectsVerdicts: true,
            "Largest width × height that is decoded"),
        ConfigurationKey(
            "max-header-size", \.limits.maximumHeaderSize, .integer(256...16_777_216), affectsVerdicts: false,
            "Bytes of the header section of an answer"),
        ConfigurationKey(
            "max-url-length", \.limits.maximumURLLength, .integer(64...1_048_576), affectsVerdicts: false,
            "Bytes of a URL"),
    ]
}

extension FetchOptions {
    /// Takes the limits of a configuration.
    mutating func apply(_ limits: Configuration.NetworkLimits) {
        connectTimeout = limits.connectTimeout
        firstByteTimeout = limits.firstByteTimeout
        stallTimeout = limits.stallTimeout
        totalTimeout = limits.timeout
        maximumBodySize = limits.maximumSize
        maximumHeaderSize = limits.maximumHeaderSize
        maximumURLLength = limits.maximumURLLength
        maximumRedirects = limits.maximumRedirects
        maximumRetries = limits.retries
    }
}
