package import Addresses

/// What requests to some hosts do otherwise than those to others.
package struct HostManners: Sendable {
    package var pattern: HostPattern
    /// Requests in flight at once.
    package var concurrency: Int?
    /// Time between two starts of requests.
    package var delay: Duration?
    /// Header fields beside those of every request, or in their place.
    package var headers: [(name: String, value: String)] = []
    /// The value of the User-Agent field.
    package var userAgent: String?
    /// Time for one attempt, redirects not included.
    package var totalTimeout: Duration?

    package init(pattern: HostPattern) {
        self.pattern = pattern
    }
}

extension FetchOptions {
    /// The options as they are for a host; of several patterns the one that says most of it wins, value by value.
    func adapted(to host: String) -> FetchOptions {
        if hosts.isEmpty { return self }
        let taken = hosts.filter { $0.pattern.takes(host) }
        if taken.isEmpty { return self }
        var options = self
        for manners in taken.sorted(by: { HostPattern.isLessSpecific($0.pattern, $1.pattern) }) {
            if let concurrency = manners.concurrency { options.hostConcurrency = concurrency }
            if let delay = manners.delay { options.hostDelay = delay }
            if let userAgent = manners.userAgent { options.userAgent = userAgent }
            if let timeout = manners.totalTimeout { options.totalTimeout = timeout }
            let names = Set(manners.headers.map { $0.name.lowercased() })
            options.headers = options.headers.filter { !names.contains($0.name.lowercased()) } + manners.headers
        }
        return options
    }
}
