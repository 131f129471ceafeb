import Hashing
import Addresses
import Auditing
import Caching
import Probing
import Reporting

extension CacheCare {
    /// All that the cache knows of one URL.
    public struct Lookup: Sendable {
        /// The URL that was looked up.
        public let url: String
        let entry: CacheEntry?
        /// The path of the object's file, and what is wrong with it.
        let path: String?
        let trouble: String?
        let lastUsed: Int64?
        let now: Int64

        /// Whether the cache knows the URL.
        public var isKnown: Bool { entry != nil }
    }

    /// What the cache knows of `url`; nothing is asked for.
    public func lookup(_ url: String) throws(ProofsheetError) -> Lookup {
        let cache = try existingCache()
        // Records and command lines may spell a URL otherwise than the cache does.
        let resolved = try ImageLocator(siteURL: nil).locate(url, in: "").url ?? url
        return try orProofsheetError { () throws(CacheError) in
            let entries = try cache.entries(for: [resolved, url])
            let entry = entries[resolved] ?? entries[url]
            var path: String?
            var trouble: String?
            if let object = entry?.object {
                path = cache.objects.location(of: object)
                do throws(ObjectError) {
                    switch try cache.objects.condition(of: object) {
                    case .present: break
                    case .missing(let detail), .altered(let detail): trouble = detail
                    }
                } catch { trouble = error.description }
            }
            return Lookup(
                url: url, entry: entry, path: path, trouble: trouble,
                lastUsed: try entry.flatMap { entry throws(CacheError) in try cache.lastUse(of: entry.url) },
                now: Clock.now)
        }
    }
}

extension CacheCare.Lookup {
    /// Lines for people.
    public var text: String {
        let shown = PlainText.escaped(URLText.shown(url))
        guard let entry else { return "\(shown)\n  not in the cache\n" }
        var lines = [shown]
        func add(_ name: String, _ value: String?) {
            if let value { lines.append("  \(name): \(PlainText.escaped(value))") }
        }
        if let object = entry.object {
            add("object", path)
            add("trouble", trouble)
            let header = object.header
            add(
                "image",
                "\(header.format.rawValue), \(header.width)×\(header.height), \(ByteCount.text(object.byteCount))")
            if header.orientation != 1 {
                add("orientation", "\(header.orientation), raw \(header.rawWidth)×\(header.rawHeight)")
            }
            add("soundness", object.soundness.rawValue)
            add("colour", object.summary?.isBlank == true ? "blank" : object.summary?.dominantColor)
        } else {
            add("object", "none")
        }
        add("etag", entry.etag)
        add("last modified", entry.lastModified)
        add("final URL", entry.finalURL.map(URLText.shown))
        if entry.fetchedAt > 0 { add("fetched", UniversalTime.text(entry.fetchedAt)) }
        if entry.object != nil { add("fresh until", UniversalTime.text(entry.freshUntil)) }
        add("state", entry.needsRequest(at: now) ? "due for a request" : "needs no request")
        add("last used", lastUsed.map(UniversalTime.text))
        if let failure = entry.failure {
            let status = failure.status.map { ", status \($0)" } ?? ""
            add(
                "failure",
                "\(failure.kind.rawValue)\(status), \(UniversalTime.text(failure.occurredAt)): \(failure.detail)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// One JSON object on a line.
    public var json: String {
        guard let entry else {
            return JSONValue.members([
                "url": .string(URLText.shown(url)), "known": .bool(false),
            ]).compact + "\n"
        }
        return JSONValue.members([
            "url": .string(URLText.shown(url)), "known": .bool(true), "object": object,
            "etag": .optional(entry.etag), "lastModified": .optional(entry.lastModified),
            "finalURL": .optional(entry.finalURL.map(URLText.shown)),
            "fetchedAt": entry.fetchedAt > 0 ? .int(Int(entry.fetchedAt)) : .null,
            "freshUntil": .int(Int(entry.freshUntil)), "isDue": .bool(entry.needsRequest(at: now)),
            "lastUsed": lastUsed.map { .int(Int($0)) } ?? .null, "failure": failure,
        ]).compact + "\n"
    }

    private var object: JSONValue {
        guard let object = entry?.object else { return .null }
        let header = object.header
        return .members([
            "hash": .string(object.id.hex), "path": .optional(path), "trouble": .optional(trouble),
            "format": .string(header.format.rawValue), "width": .int(header.width), "height": .int(header.height),
            "rawWidth": .int(header.rawWidth), "rawHeight": .int(header.rawHeight),
            "orientation": .int(header.orientation), "frames": .optional(header.frames),
            "bytes": .int(object.byteCount), "soundness": .string(object.soundness.rawValue),
            "isBlank": object.summary.map { .bool($0.isBlank) } ?? .null,
            "dominantColor": .optional(object.summary?.dominantColor),
        ])
    }

    private var failure: JSONValue {
        guard let failure = entry?.failure else { return .null }
        return .members([
            "kind": .string(failure.kind.rawValue), "status": .optional(failure.status),
            "detail": .string(failure.detail), "occurredAt": .int(Int(failure.occurredAt)),
        ])
    }
}
