import Addresses
import Auditing
import Fetching

/// Finds out where the image of an entry is to be had.
struct ImageLocator: Sendable {
    private let site: ResolvedURL?
    private let files: SiteFiles
    private let templateSite: URLTemplate.Site
    private let skips: [SkipPattern]
    private let maximumInlineSize: Int

    /// - Parameters:
    ///   - siteURL: The absolute URL of the site; its path counts as a directory.
    ///   - siteRoots: Directories whose content the site serves at that URL.
    ///   - presets: What the records are, some of which keep their images in certain places.
    ///   - skips: Which URLs are left alone.
    ///   - maximumInlineSize: Most bytes that a `data:` URL may hold.
    init(
        siteURL: String?, siteRoots: [String] = [], presets: [Configuration.RecordPreset] = [],
        skips: [SkipPattern] = [],
        maximumInlineSize: Int = Configuration.NetworkLimits().maximumSize
    ) throws(ProofsheetError) {
        self.maximumInlineSize = maximumInlineSize
        self.skips = skips
        files = SiteFiles(roots: siteRoots, hasDataSets: presets.contains(.coco))
        site = try siteURL.map { siteURL throws(ProofsheetError) in try Self.site(siteURL) }
        templateSite = URLTemplate.Site(url: site)
    }

    private static func site(_ url: String) throws(ProofsheetError) -> ResolvedURL {
        do throws(AddressFailure) {
            let base = url.utf8.last == UInt8(ascii: "/") ? url : url + "/"
            return try ResolvedURL.resolve(reference: base, against: nil)
        } catch {
            throw ProofsheetError(.usage, "the site URL '\(URLText.shown(url))' cannot be used: \(error.reason)")
        }
    }

    /// Finds the image that `url` names in the record at the path `record`.
    func locate(_ url: String, in record: String) -> ImageLocation {
        let url = URLText.stripped(url)
        if url.isEmpty { return .invalid(reason: "the URL is empty") }
        if DataURL.holds(url) { return inlineImage(url) }
        let isSkipped = skips.contains { $0.matches(url) }
        guard let resolved = URLTemplate.resolved(url, site: templateSite) else {
            return isSkipped ? .skipped(url: nil) : .templated
        }
        let place = place(of: resolved, in: record)
        if isSkipped || !skips.isEmpty && place.url.map({ url in skips.contains { $0.matches(url) } }) == true {
            return .skipped(url: place.url)
        }
        return place
    }

    /// Where the image of a URL without templates is.
    private func place(of url: String, in record: String) -> ImageLocation {
        do throws(AddressFailure) {
            if Self.isRelative(url) {
                if let path = files.file(for: url, in: record) { return .file(path: path) }
                guard let site else { return .site }
                return .remote(
                    url: try ResolvedURL.resolve(reference: url, against: site.string).string, isOnSite: true)
            }
            // `//host/path` takes the scheme of the page it stands on.
            let base = site?.string ?? "https://relative.invalid/"
            let resolved = try ResolvedURL.resolve(reference: url, against: base)
            guard let site, resolved.string.hasPrefix(site.string) else {
                return .remote(url: resolved.string, isOnSite: false)
            }
            let path = "/" + resolved.string.dropFirst(site.string.count)
            if let file = files.file(for: path, in: record) { return .file(path: file) }
            return .remote(url: resolved.string, isOnSite: true)
        } catch {
            return .invalid(reason: error.reason)
        }
    }

    private func inlineImage(_ url: String) -> ImageLocation {
        do throws(DataURL.Flaw) {
            let data = try DataURL(url, maximumSize: maximumInlineSize)
            return .inline(bytes: data.bytes, mediaType: data.mediaType)
        } catch {
            return .invalid(reason: error.reason)
        }
    }

    /// Whether a reference names the same image in whatever record it stands: one from the root of the site on, or with a
    /// scheme and a host.
    static func isSameInAllRecords(_ url: String) -> Bool {
        url.utf8.first == UInt8(ascii: "/") || url.hasPrefix("https://") || url.hasPrefix("http://")
    }

    /// Whether a reference has neither a scheme nor a host (RFC 3986 §4.2).
    static func isRelative(_ url: String) -> Bool {
        if url.hasPrefix("//") { return false }
        let head = url.utf8.prefix { $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        return !head.contains(UInt8(ascii: ":"))
    }
}
