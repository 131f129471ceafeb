import Addresses

/// Which redirects are followed, and where they lead.
///
/// Every hop is checked like the first URL. A step from https to http is followed: a request carries neither
/// credentials nor cookies, a record may name an http URL as well, and `FetchResponse.redirects` tells of it.
struct RedirectPolicy {
    let maximumRedirects: Int
    let maximumURLLength: Int

    init(options: FetchOptions) {
        maximumRedirects = options.maximumRedirects
        maximumURLLength = options.maximumURLLength
    }

    /// Whether a response leads elsewhere (RFC 9110 §15.4); one without `Location` stands as it is.
    static func isRedirect(status: Int, location: String?) -> Bool {
        [301, 302, 303, 307, 308].contains(status) && location != nil
    }

    /// The next URL.
    ///
    /// - Parameters:
    ///   - location: The value of the `Location` field.
    ///   - visited: The URLs asked so far, the one that redirected last.
    /// - Throws: `.tooManyRedirects`, or `.refused` for a target that may not be fetched.
    func target(of location: String, visited: [ResolvedURL]) throws(FetchFailure) -> ResolvedURL {
        let target: ResolvedURL
        do {
            target = try ResolvedURL.resolve(
                reference: location, against: visited.last?.string, maximumLength: maximumURLLength)
        } catch {
            throw .refused(reason: "redirected to a URL that is not fetched: \(error.reason)")
        }
        guard !visited.contains(where: { $0.string == target.string }) else {
            throw .tooManyRedirects(reason: "the redirects lead in a circle")
        }
        guard visited.count <= maximumRedirects else {
            throw .tooManyRedirects(reason: "there are more than \(maximumRedirects) redirects (option max-redirects)")
        }
        return target
    }
}
