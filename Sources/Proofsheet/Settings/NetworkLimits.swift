extension Configuration {
    /// Where the fetching of an image ends that takes too long or grows too large.
    public struct NetworkLimits: Sendable, Hashable {
        /// Time for name resolution, TCP and TLS.
        public var connectTimeout: Duration = .seconds(10)
        /// Time from sending a request to the first byte of the response.
        public var firstByteTimeout: Duration = .seconds(20)
        /// A transfer below 1 KB/s for this long has stalled.
        public var stallTimeout: Duration = .seconds(15)
        /// Time for one attempt, redirects not included.
        public var timeout: Duration = .seconds(60)
        /// Largest file in bytes, counted as they arrive and again after decompression.
        public var maximumSize = 50_000_000
        /// Largest header section of a response in bytes.
        public var maximumHeaderSize = 65_536
        /// Longest URL in bytes.
        public var maximumURLLength = 8_192
        /// Largest width × height, by the header of the image.
        public var maximumPixels = 100_000_000
        /// Redirects followed for one request.
        public var maximumRedirects = 5
        /// Times a request is sent again after trouble that can heal.
        public var retries = 3

        /// The defaults.
        public init() {}
    }

    /// A number of bytes as `byteCount` reads it, in the largest unit that gives a whole number.
    static func text(ofByteCount count: Int) -> String {
        for (unit, factor) in [("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000)] where count >= factor {
            if count % factor == 0 { return "\(count / factor)\(unit)" }
        }
        return String(count)
    }

    /// Reads a number of bytes: `50000000`, `500kB`, `50MB` or `1GB`, in steps of a thousand.
    public static func byteCount(_ text: String) -> Int? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = text.dropFirst(digits.count).drop { $0 == " " }
        let factors = ["": 1, "b": 1, "kb": 1_000, "mb": 1_000_000, "gb": 1_000_000_000]
        guard let number = Int(digits), let factor = factors[unit.lowercased()] else { return nil }
        let (count, overflow) = number.multipliedReportingOverflow(by: factor)
        return overflow || count == 0 ? nil : count
    }
}
