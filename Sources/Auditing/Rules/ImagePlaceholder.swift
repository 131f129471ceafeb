import Caching

/// The image stands where another is lost.
struct ImagePlaceholder: EntryRule {
    let name = "image-placeholder"
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
        guard let entry = subject.knowledge.entry, let object = subject.knowledge.presentObject else { return nil }
        let settings = subject.settings
        if let known = settings.placeholders.first(where: { $0.matches(entry, object, subject.actualSize) }) {
            return Issue(at: .url, "the image is a known placeholder (\(known)); the one that was meant is lost")
        }
        guard subject.knowledge.sharedCount >= settings.placeholderCount else { return nil }
        return Issue(
            at: .url,
            "the host sends the same bytes from \(subject.knowledge.sharedCount) of its addresses: a placeholder, most "
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

    func matches(_ entry: CacheEntry, _ object: ImageObject, _ size: PixelSize?) -> Bool {
        switch self {
        case .object(let id): object.id == id
        case .finalURL(let url): (entry.finalURL ?? entry.url) == url
        case .size(let known, let host):
            size == known && URLText.isOn(host, entry.finalURL ?? entry.url)
        }
    }
}
