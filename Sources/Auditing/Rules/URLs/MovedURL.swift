import Addresses
import Caching

/// The address that an image has moved to for good, as the record is to have it.
///
/// Nobody knows without a list which domains are registered together. Therefore no record is ever made to name a front
/// page, of whichever host, nor what looks like a page or picture that stands for lost ones: what sites redirect to when
/// they have thrown their old addresses away.
struct MovedURL {
    /// What the record has for the URL now, and the URL that this is.
    let written: String
    let url: String
    let knowledge: ImageKnowledge

    /// The text that the record is to have, or a clause that says why it is left to a person.
    enum Decision: Equatable {
        case write(String)
        case leave(String)
    }

    /// From how many addresses of a host the same image may come by redirects that change its name.
    private static let mostAddresses = 2

    func decision(to target: String) -> Decision {
        guard let new = try? ResolvedURL.resolve(reference: target, against: nil),
            let old = try? ResolvedURL.resolve(reference: url, against: nil), new.string != old.string
        else { return .leave("it cannot be used") }
        if let reason = reasonToLeave(new, old) { return .leave(reason) }
        guard let text = text(new, old), (try? ResolvedURL.resolve(reference: text, against: url)) == new else {
            return .leave("the record's URL is relative")
        }
        return .write(text)
    }

    private func reasonToLeave(_ new: ResolvedURL, _ old: ResolvedURL) -> String? {
        if knowledge.soundness != .intact { return "it is not known to give an intact image" }
        // Behind it comes a redirect that is for now.
        if knowledge.finalURL != new.string { return "it redirects again" }
        if new.scheme == "http", old.scheme == "https" { return "it is not https" }
        let path = Self.path(of: new)
        if path.isEmpty || path == "/" { return "it is a front page" }
        if Self.givesAccess(new.string) { return "it holds what looks like a credential or a signature, which expires" }
        if let word = Self.wordOfLoss(in: path, unlike: Self.path(of: old)) { return "its path says '\(word)'" }
        if knowledge.sharedCount > Self.mostAddresses, Self.name(in: path) != Self.name(in: Self.path(of: old)) {
            return "\(knowledge.sharedCount) addresses lead to the same image"
        }
        return nil
    }

    /// The URL in the form in which the record has it: with its fragment, without a scheme, or from the root of its host.
    private func text(_ new: ResolvedURL, _ old: ResolvedURL) -> String? {
        let written = written.trimmed
        // What a template or an escape stands for is not known here.
        if written.contains("{") || written.contains("<") || written.contains("&#") || written.contains("&amp;") {
            return nil
        }
        let fragment = written.firstIndex(of: "#").map { String(written[$0...]) } ?? ""
        let isSameHost = new.origin == old.origin
        if written.hasPrefix("//") {
            return (new.scheme == old.scheme ? String(new.string.dropFirst(new.scheme.utf8.count + 1)) : new.string)
                + fragment
        }
        if written.hasPrefix("/"), isSameHost { return Self.pathAndQuery(of: new) + fragment }
        let hasScheme = written.lowercased().hasPrefix("http:") || written.lowercased().hasPrefix("https:")
        return hasScheme || !isSameHost ? new.string + fragment : nil
    }
}

extension MovedURL {
    private static func pathAndQuery(of url: ResolvedURL) -> String {
        let rest = url.string.utf8.dropFirst(url.scheme.utf8.count + 3)
        return String(rest[(rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex)...]) ?? ""
    }

    private static func path(of url: ResolvedURL) -> String { String(URLText.withoutQuery(pathAndQuery(of: url))) }

    private static func name(in path: String) -> Substring { path.split(separator: "/").last ?? "" }

    /// Words by which addresses of pages and pictures are known that stand for what is lost or not for everybody.
    private static let wordsOfLoss = [
        "404", "403", "410", "notfound", "not-found", "not_found", "missing", "removed", "deleted", "unavailable",
        "placeholder", "noimage", "no-image", "no_image", "nopic", "default", "error", "blocked", "expired", "login",
        "signin", "sign-in", "sign_in", "consent", "captcha", "hotlink",
    ]

    private static func wordOfLoss(in path: String, unlike old: String) -> String? {
        let new = path.lowercased()
        let old = old.lowercased()
        return wordsOfLoss.first { new.contains($0) && !old.contains($0) }
    }

    /// Names of parameters of URLs that hold for a while, beside those that reports leave out.
    private static let expiringNames: Set<String> = [
        "expires", "expire", "expiry", "exp", "xamzexpires", "xamzdate", "xamzalgorithm", "xgoogexpires", "xgoogdate",
        "se", "sv", "sp", "oh", "oe", "validuntil", "ttl", "hash", "md5", "verify", "secure", "nonce", "ticket",
    ]

    private static func givesAccess(_ url: String) -> Bool {
        if URLText.shown(url) != url { return true }
        guard let mark = url.firstIndex(of: "?") else { return false }
        return url[mark...].dropFirst().split { $0 == "&" || $0 == ";" }.contains { parameter in
            let name = parameter.prefix { $0 != "=" }.filter { $0 != "-" && $0 != "_" }
            return expiringNames.contains(name.lowercased())
        }
    }
}

extension String {
    /// Without white space and control characters around it, which count for nothing in a URL.
    fileprivate var trimmed: Substring {
        let isNothing: (Unicode.Scalar) -> Bool = { $0.value <= 0x20 }
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !isNothing($0) }),
            let last = scalars.lastIndex(where: { !isNothing($0) })
        else { return "" }
        return self[first...last]
    }
}
