extension Configuration {
    /// What is otherwise for a host; what is not set is as for all.
    public struct HostSettings: Sendable, Hashable {
        /// Requests in flight at once.
        public var concurrency: Int?
        /// Time between two starts of requests.
        public var delay: Duration?
        /// Time for one image, from the connection to its end.
        public var timeout: Duration?
        /// URL or e-mail address for the User-Agent.
        public var contact: String?
        /// Header fields beside those of every request, or in their place; none of them secret.
        public var headers: [String: String] = [:]

        /// Nothing is otherwise.
        public init() {}
    }
}
