import Addresses
import Auditing

/// An image that is to be in the cache, as a list or a record names it.
struct WarmItem: Sendable {
    /// Where the image is to be had.
    enum Source: Sendable {
        /// The absolute URL that is the cache's key.
        case remote(String)
        /// Nowhere; the name of the rule that speaks of it, and what it says.
        case invalid(rule: RuleName, reason: String)
    }

    /// As it was given; nil where nothing was.
    var url: String?
    var source: Source
    /// Number of the line, from 1.
    var line: Int?
    /// The record that names it; nil where a list does.
    var record: String?
    /// The size that it should have, where that was given.
    var declared: PixelSize?

    /// Of a list, in which a URL has to be absolute.
    init(listed url: String, line: Int, declared: PixelSize? = nil) {
        self.url = url
        self.line = line
        self.declared = declared
        if DataURL.holds(url) {
            source = .invalid(rule: .urlInvalid, reason: "a data: URL holds its image itself, and is never cached")
            return
        }
        do throws(AddressFailure) {
            source = .remote(try ResolvedURL.resolve(reference: url, against: nil).string)
        } catch {
            source = .invalid(rule: .urlInvalid, reason: "the URL cannot be used: \(error.reason)")
        }
    }

    /// A line of a list that names nothing.
    init(badLine line: Int, _ reason: String) {
        self.line = line
        source = .invalid(rule: .urlInvalid, reason: reason)
    }

    /// Of a record.
    init(url: String?, source: Source, record: String, line: Int?) {
        self.url = url
        self.source = source
        self.record = record
        self.line = line
    }
}
