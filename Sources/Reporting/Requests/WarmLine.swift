import Addresses
package import Auditing

/// What became of one image that was to be in the cache, as a line of JSON.
package struct WarmLine: Sendable {
    /// The URL as it was given; nil where there was none.
    package var url: String?
    /// The record that names it first; nil in a list.
    package var record: String?
    package var line: Int?
    package var outcome: String
    /// The image in the cache.
    package var image: StoredImage?
    /// What the decoder said of an image that was not stored.
    package var flaw: String?
    package var status: Int?
    package var attempts: Int
    package var milliseconds: Int
    /// Bytes received of bodies.
    package var received: Int
    /// The size that a list gave, and how the image differs from it.
    package var declared: PixelSize?
    package var difference: SizeDifference?
    package var rule: RuleName?
    package var message: String?

    package init(
        url: String?, record: String?, line: Int?, outcome: String, image: StoredImage?, flaw: String?, status: Int?,
        attempts: Int, milliseconds: Int, received: Int, declared: PixelSize?, difference: SizeDifference?,
        rule: RuleName?, message: String?
    ) {
        self.url = url
        self.record = record
        self.line = line
        self.outcome = outcome
        self.image = image
        self.flaw = flaw
        self.status = status
        self.attempts = attempts
        self.milliseconds = milliseconds
        self.received = received
        self.declared = declared
        self.difference = difference
        self.rule = rule
        self.message = message
    }

    /// One JSON object on one line, without a line end.
    package var json: String {
        var pairs: [(String, JSONValue)] = [("url", .optional(url.map(URLText.shown)))]
        if let record { pairs.append(("record", .string(record))) }
        if let line { pairs.append(("line", .int(line))) }
        pairs += [
            ("outcome", .string(outcome)), ("object", .optional(image?.hash)), ("format", .optional(image?.format)),
            ("width", .optional(image?.width)), ("height", .optional(image?.height)),
            ("bytes", .optional(image?.bytes)), ("verdict", .optional(flaw ?? image?.soundness)),
            ("status", .optional(status)), ("attempts", .int(attempts)), ("milliseconds", .int(milliseconds)),
            ("received", .int(received)),
        ]
        if let declared {
            let size = JSONValue.members(["width": .int(declared.width), "height": .int(declared.height)])
            pairs.append(("declared", size))
            pairs.append(("difference", .optional(difference?.rawValue)))
        }
        pairs += [("rule", .optional(rule?.rawValue)), ("message", .optional(message))]
        return JSONValue.ordered(pairs).compact
    }
}
