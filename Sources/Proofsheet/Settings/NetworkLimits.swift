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
        /// Largest width × height, by the header of the image.
        public var maximumPixels = 100_000_000
        /// Redirects followed for one request.
        public var maximumRedirects = engineDefaults.maximumRedirects
        /// Times a request is sent again after trouble that can heal.
        public var retries = engineDefaults.maximumRetries

        /// The defaults.
        public init() {}
    }
}
