import Auditing
import Fetching

/// Finds out where the image of an entry is to be had.
struct ImageLocator: Sendable {
    private let site: ResolvedURL?

    /// - Parameter siteURL: The absolute URL of the site; its path counts as a directory.
    init(siteURL: String?) throws(ProofsheetError) {
        guard let siteURL else {
            site = nil
            return
        }
        do throws(FetchFailure) {
            let base = siteURL.utf8.last == UInt8(ascii: "/") ? siteURL : siteURL + "/"
            site = try ResolvedURL.resolve(reference: base, against: nil)
        } catch {
            throw ProofsheetError(.usage, "the site URL '\(siteURL)' cannot be used: \(error.reason)")
        }
    }

    func locate(_ url: String) -> ImageLocation {
        if url.isEmpty { return .invalid(reason: "the URL is empty") }
        do throws(FetchFailure) {
            if Self.isRelative(url) {
                guard let site else { return .site }
                return .remote(
                    url: try ResolvedURL.resolve(reference: url, against: site.string).string, isOnSite: true)
            }
            // `//host/path` takes the scheme of the page it stands on.
            let base = site?.string ?? "https://relative.invalid/"
            let resolved = try ResolvedURL.resolve(reference: url, against: base)
            return .remote(url: resolved.string, isOnSite: site.map { resolved.string.hasPrefix($0.string) } ?? false)
        } catch {
            return .invalid(reason: error.reason)
        }
    }

    /// Whether a reference has neither a scheme nor a host (RFC 3986 §4.2).
    private static func isRelative(_ url: String) -> Bool {
        if url.hasPrefix("//") { return false }
        let head = url.utf8.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        return !head.contains(UInt8(ascii: ":"))
    }
}
