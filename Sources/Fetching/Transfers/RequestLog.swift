import Addresses

/// What the log says of a request.
enum RequestLog {
    /// One line: method, URL without credentials, what came, and how long it took.
    ///
    /// A request that is sent again has a line for each attempt.
    static func line(of job: FetchJob, _ end: Transfer.End, bytes: Int, time: Duration) -> String {
        let attempt = job.attempts > 1 ? ", attempt \(job.attempts)" : ""
        return "\(job.order.request.method) \(URLText.shown(job.url.string)): \(outcome(of: end, job, bytes: bytes)), "
            + "\(time.wholeMilliseconds) ms\(attempt)"
    }

    private static func outcome(of end: Transfer.End, _ job: FetchJob, bytes: Int) -> String {
        switch end {
        case .response(let head, _): "\(head.status), \(bytes) \(bytes == 1 ? "byte" : "bytes")"
        case .failure(let failure): failure.failure.reason
        case .unusablePart: "no use as the rest of the file, which is asked for from its start"
        }
    }
}
