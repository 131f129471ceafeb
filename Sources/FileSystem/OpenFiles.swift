import Glibc

/// The files that a process may have open at once (getrlimit(2)).
package enum OpenFiles {
    /// Raises what the process is limited to as far as it may; returns what that is, or nil where there is no limit.
    @discardableResult
    package static func raiseLimit() -> Int? {
        guard var limits = limits else { return nil }
        if limits.rlim_cur < limits.rlim_max {
            limits.rlim_cur = limits.rlim_max
            _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits)
        }
        return limit
    }

    /// How many may be open at once; nil where there is no limit.
    package static var limit: Int? {
        guard let limits, limits.rlim_cur != rlim_t.max else { return nil }
        return Int(clamping: limits.rlim_cur)
    }

    /// How many more may be opened; nil where there is no limit.
    package static var left: Int? { limit.map { max(0, $0 - count) } }

    /// Whether none can be opened, as the system says right now.
    package static var areExhausted: Bool {
        let copy = dup(STDERR_FILENO)
        let code = errno
        if copy >= 0 { close(copy) }
        return copy < 0 && (code == EMFILE || code == ENFILE)
    }

    /// How many are open; the three standard streams where the system does not tell.
    private static var count: Int { (try? DirectoryListing(of: "/proc/self/fd").entries.count) ?? 3 }

    private static var limits: rlimit? {
        var limits = rlimit()
        return getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits) == 0 ? limits : nil
    }
}
