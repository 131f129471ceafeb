import Addresses
import Caching
package import Hashing

/// The image stands where another is lost.
struct ImagePlaceholder: EntryRule {
    let name = RuleName.imagePlaceholder
    let label = "placeholder"
    let severity = Severity.warning
    let summary = "the same bytes serve many different URLs of a host, or a known placeholder"
    let documentation = RuleDocumentation(
        meaning: """
            The host sends the same bytes from 5 and more of its addresses, or what is known to stand for lost images: \
            by the end of its redirects (imgur, Flickr), its SHA-256, or a size and a host. Addresses that differ in \
            their query alone count once.
            """,
        example: """
            url: https://i.imgur.com/gone.jpg    # redirects to removed.png
            """,
        remedy: """
            Find the image that was meant, or remove the entry. Where one image is meant to have many addresses, ignore it by \
            host or URL.
            """, keys: ["placeholders", "placeholder-count"])

    func check(_ subject: EntrySubject) -> Issue? {
        let knowledge = subject.knowledge
        guard case .remote(let url, _) = subject.location, subject.actualSize != nil else { return nil }
        let settings = subject.settings
        let source = knowledge.finalURL ?? url
        let id = knowledge.presentObject?.id
        let isRescued = knowledge.rescue != nil
        if let known = settings.placeholders.first(where: {
            isRescued
                ? $0.stands(for: url, in: source, id, subject.actualSize) : $0.matches(source, id, subject.actualSize)
        }) {
            return Issue(at: .url, "the image is a known placeholder (\(known)); the one that was meant is lost")
        }
        guard knowledge.sharedCount >= settings.placeholderCount else { return nil }
        return Issue(
            at: .url,
            "the host sends the same bytes from \(knowledge.sharedCount) of its addresses: a placeholder, most "
                + "likely")
    }
}

extension KnownPlaceholder: CustomStringConvertible {
    package var description: String {
        switch self {
        case .object(let id): "SHA-256 \(id.hex.prefix(16))…"
        case .finalURL(let url): "redirected to \(URLText.shown(url))"
        case .size(let size, let host): "\(size) from \(host)"
        }
    }

    /// Whether it is what `source`, the URL that answered, gave.
    ///
    /// - Parameter object: The bytes; nil where only the first were seen.
    func matches(_ source: String, _ object: SHA256?, _ size: PixelSize?) -> Bool {
        switch self {
        case .object(let id): object == id
        case .finalURL(let url): source == url
        case .size(let known, let host): size == known && URLText.isOn(host, source)
        }
    }

    /// Whether it is what another address gave for an image that is gone at its own: an archive of the web keeps
    /// placeholders too, and has the URL that it keeps at the end of its own.
    ///
    /// - Parameters:
    ///   - url: The image's own URL.
    ///   - source: The URL that answered.
    package func stands(for url: String, in source: String, _ object: SHA256?, _ size: PixelSize?) -> Bool {
        if matches(source, object, size) || matches(url, object, size) { return true }
        if case .finalURL(let known) = self { return source.hasSuffix("/" + known) }
        return false
    }
}

extension RuleName {
    package static let imagePlaceholder = RuleName("image-placeholder")
}
