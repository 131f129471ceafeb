import Addresses
package import Hashing
package import Records

/// What users can set of the rules; each value has its default.
package struct RuleSettings: Sendable, Hashable {
    /// By how many pixels a side may differ from the declared one without a finding.
    package var tolerance = 1
    /// An entry without a flag may get one.
    package var addsFlags = true
    /// How records say that an image is not cached.
    package var falseFlag = FalseFlag.write
    /// A side of a tracking pixel is no longer than this, in pixels.
    package var tinySide = 5
    /// How many times as wide and high as its declared size an image may be.
    package var heavyScale = 4
    /// How many bytes an image may have before it is asked whether it is heavy.
    package var heavySize = 500_000
    /// From how many addresses of one host the same bytes are a placeholder.
    package var placeholderCount = 5
    /// Images that are known to stand where another is lost.
    package var placeholders: [KnownPlaceholder] = KnownPlaceholder.common
    /// On how many runs one after the other an image must have been seen to have moved before its URL is rewritten.
    package var moveCount = 2
    /// How many of the 64 bits of their difference hashes may differ between images that are taken for the same.
    package var duplicateDistance = 2
    /// The box in which an article is taken to be read, for estimates of layout shift.
    package var viewport = Viewport()

    package init() {}
}

/// A window of a browser, as far as layout shift depends on it.
package struct Viewport: Sendable, Hashable {
    /// Width of the column of text, in CSS pixels: no image is shown wider.
    package var columnWidth = 720
    /// Height of the window, in CSS pixels.
    package var height = 800

    package init() {}
}

/// An image that stands where another is lost.
package enum KnownPlaceholder: Sendable, Hashable {
    /// The bytes, by their SHA-256.
    case object(SHA256)
    /// What the redirects end at.
    case finalURL(String)
    /// Any image of this size from a host or its subdomains.
    case size(PixelSize, host: String)

    /// Reads a SHA-256, a size and a host as in `161x81@imgur.com`, or a URL; nil for anything else.
    package init?(text: String) {
        if let id = SHA256(hex: text.lowercased()) {
            self = .object(id)
            return
        }
        if URLText.host(of: text) != nil {
            self = .finalURL(text)
            return
        }
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, let size = PixelSize(text: String(parts[0])), !parts[1].isEmpty else { return nil }
        self = .size(size, host: parts[1].lowercased())
    }

    /// Those of large hosts, by the address that they redirect to.
    static let common: [KnownPlaceholder] = [
        .finalURL("https://i.imgur.com/removed.png"),
        .finalURL("https://s.yimg.com/pw/images/en-us/photo_unavailable.png"),
        .finalURL("https://s.yimg.com/pw/images/en-us/photo_unavailable_l.png"),
    ]
}
