/// Where the image of an entry is to be had.
package enum ImageLocation: Sendable, Hashable {
    /// An absolute http or https URL, which is the cache's key; `isOnSite` says that it lies below the site's own URL.
    case remote(url: String, isOnSite: Bool)
    /// A file of the site itself, by its path.
    case file(path: String)
    /// A relative URL that names no file found, while no site URL is configured: nothing is known of it.
    case site
    /// The URL itself, which is a `data:` URL: the bytes that it holds, and what it says they are.
    case inline(bytes: [UInt8], mediaType: String)
    /// The URL has a part that only the site's generator fills in: nothing is requested, and no rule speaks of it.
    case templated
    /// The configuration says to leave the URL alone: nothing is requested, and no rule speaks of it. `url` is the key that
    /// the cache would have for it, where it has one.
    case skipped(url: String?)
    /// No usable URL; the text is one clause that says why.
    case invalid(reason: String)

    /// The cache's key; nil where there is none.
    package var url: String? {
        if case .remote(let url, _) = self { url } else { nil }
    }

    /// Whether the flag speaks of the cache: a file of the site, or what stands in the record, is not the cache's affair.
    package var isCacheable: Bool {
        switch self {
        case .remote, .invalid: true
        case .file, .site, .inline, .templated, .skipped: false
        }
    }

    /// Whether the site itself has the image, so that its entry needs no flag.
    package var isOnSite: Bool {
        switch self {
        case .remote(_, let isOnSite): isOnSite
        case .file, .site, .inline: true
        case .invalid, .templated, .skipped: false
        }
    }

    /// Whether rules have nothing to say of it, whatever the entry declares.
    package var isSetAside: Bool {
        switch self {
        case .templated, .skipped: true
        case .remote, .file, .site, .inline, .invalid: false
        }
    }
}
