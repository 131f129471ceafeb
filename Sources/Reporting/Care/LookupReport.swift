import Addresses

/// All that a cache knows of one URL.
package struct LookupReport: Sendable {
    /// The URL that was looked up.
    package var url: String
    /// Nil where the cache does not know the URL.
    package var entry: Entry?
    /// Until when its host wants no requests, in seconds since 1970; nil where it asked for nothing.
    package var deferredUntil: Int64?

    package init(url: String, entry: Entry? = nil, deferredUntil: Int64? = nil) {
        self.url = url
        self.entry = entry
        self.deferredUntil = deferredUntil
    }

    /// What is known of the URL; times are in seconds since 1970.
    package struct Entry: Sendable {
        package var object: Object?
        package var etag: String?
        package var lastModified: String?
        package var finalURL: String?
        /// Where the image came from, where that is not its own URL.
        package var origin: Origin?
        /// 0 where no good answer ever came.
        package var fetchedAt: Int64
        package var freshUntil: Int64
        /// A request is due.
        package var isDue: Bool
        package var lastUsed: Int64?
        package var failure: Failure?

        package init(
            object: Object?, etag: String?, lastModified: String?, finalURL: String?, origin: Origin?,
            fetchedAt: Int64, freshUntil: Int64, isDue: Bool, lastUsed: Int64?, failure: Failure?
        ) {
            self.object = object
            self.etag = etag
            self.lastModified = lastModified
            self.finalURL = finalURL
            self.origin = origin
            self.fetchedAt = fetchedAt
            self.freshUntil = freshUntil
            self.isDue = isDue
            self.lastUsed = lastUsed
            self.failure = failure
        }
    }

    /// Where an image came from that is not to be had at its own URL.
    package enum Origin: Sendable, Hashable {
        case fallback(url: String)
        /// A file, and when it was imported, in seconds since 1970.
        case imported(at: Int64)
    }

    /// The image that the cache has.
    package struct Object: Sendable {
        /// The image as the cache keeps it.
        package var image: StoredImage
        /// Where its file is, and what is wrong with it.
        package var path: String
        package var trouble: String?
        /// Nil where the picture was not looked at.
        package var isBlank: Bool?
        package var dominantColor: String?

        package init(image: StoredImage, path: String, trouble: String?, isBlank: Bool?, dominantColor: String?) {
            self.image = image
            self.path = path
            self.trouble = trouble
            self.isBlank = isBlank
            self.dominantColor = dominantColor
        }
    }

    /// Why the last request gave no image.
    package struct Failure: Sendable {
        package var kind: String
        package var status: Int?
        package var detail: String
        package var occurredAt: Int64

        package init(kind: String, status: Int?, detail: String, occurredAt: Int64) {
            self.kind = kind
            self.status = status
            self.detail = detail
            self.occurredAt = occurredAt
        }
    }
}

extension LookupReport {
    /// Lines for people.
    package var text: String {
        let shown = PlainText.escaped(URLText.shown(url))
        let deferral = deferredUntil.map {
            "  host: wants no requests before \(UniversalTime.text($0)); 'proofsheet warm --retry-failed' asks sooner"
        }
        guard let entry else {
            return [shown, "  not in the cache", deferral].compactMap(\.self).joined(separator: "\n") + "\n"
        }
        var lines = [shown]
        func add(_ name: String, _ value: String?) {
            if let value { lines.append("  \(name): \(PlainText.escaped(value))") }
        }
        if let object = entry.object {
            let image = object.image
            add("object", object.path)
            add("trouble", object.trouble)
            add("image", "\(image.format), \(image.width)×\(image.height), \(ByteCount.text(image.bytes))")
            if image.orientation != 1 {
                add("orientation", "\(image.orientation), raw \(image.rawWidth)×\(image.rawHeight)")
            }
            add("soundness", image.soundness)
            add("colour", object.isBlank == true ? "blank" : object.dominantColor)
        } else {
            add("object", "none")
        }
        add("etag", entry.etag)
        add("last modified", entry.lastModified)
        add("final URL", entry.finalURL.map(URLText.shown))
        add("from", entry.origin?.text)
        if entry.fetchedAt > 0 { add("fetched", UniversalTime.text(entry.fetchedAt)) }
        if entry.object != nil { add("fresh until", UniversalTime.text(entry.freshUntil)) }
        add("state", entry.isDue ? "due for a request" : "needs no request")
        add("last used", entry.lastUsed.map(UniversalTime.text))
        if let failure = entry.failure {
            let status = failure.status.map { ", status \($0)" } ?? ""
            add("failure", "\(failure.kind)\(status), \(UniversalTime.text(failure.occurredAt)): \(failure.detail)")
        }
        if let deferral { lines.append(deferral) }
        return lines.joined(separator: "\n") + "\n"
    }

    /// One JSON object on a line.
    package var json: String {
        let deferral: JSONValue = deferredUntil.map { .int(Int($0)) } ?? .null
        guard let entry else {
            return JSONValue.members([
                "url": .string(URLText.shown(url)), "known": .bool(false),
                "deferredUntil": deferral,
            ]).compact + "\n"
        }
        return JSONValue.members([
            "url": .string(URLText.shown(url)), "known": .bool(true), "object": entry.object?.json ?? .null,
            "etag": .optional(entry.etag), "lastModified": .optional(entry.lastModified),
            "finalURL": .optional(entry.finalURL.map(URLText.shown)), "origin": entry.origin?.json ?? .null,
            "fetchedAt": entry.fetchedAt > 0 ? .int(Int(entry.fetchedAt)) : .null,
            "freshUntil": .int(Int(entry.freshUntil)), "isDue": .bool(entry.isDue),
            "lastUsed": entry.lastUsed.map { .int(Int($0)) } ?? .null, "failure": entry.failure?.json ?? .null,
            "deferredUntil": deferral,
        ]).compact + "\n"
    }
}

extension LookupReport.Origin {
    fileprivate var text: String {
        switch self {
        case .fallback(let url): "\(URLText.shown(url)), a fallback"
        case .imported(let time): "a file that was imported \(UniversalTime.text(time))"
        }
    }

    fileprivate var json: JSONValue {
        switch self {
        case .fallback(let url): .members(["kind": .string("fallback"), "url": .string(URLText.shown(url))])
        case .imported(let time): .members(["kind": .string("imported"), "importedAt": .int(Int(time))])
        }
    }
}

extension LookupReport.Object {
    fileprivate var json: JSONValue {
        .members([
            "hash": .string(image.hash), "path": .string(path), "trouble": .optional(trouble),
            "format": .string(image.format), "width": .int(image.width), "height": .int(image.height),
            "rawWidth": .int(image.rawWidth), "rawHeight": .int(image.rawHeight),
            "orientation": .int(image.orientation), "frames": .optional(image.frames), "bytes": .int(image.bytes),
            "soundness": .string(image.soundness), "isBlank": isBlank.map { .bool($0) } ?? .null,
            "dominantColor": .optional(dominantColor),
        ])
    }
}

extension LookupReport.Failure {
    fileprivate var json: JSONValue {
        .members([
            "kind": .string(kind), "status": .optional(status), "detail": .string(detail),
            "occurredAt": .int(Int(occurredAt)),
        ])
    }
}
