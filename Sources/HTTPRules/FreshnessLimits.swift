/// For how long an image is not asked for again, and when it is at the latest, whatever its server says.
package struct FreshnessLimits: Sendable, Hashable {
    /// In seconds since the last good answer; nil where it is left to the server.
    package var minimum: Int64?
    package var maximum: Int64?

    package init(minimum: Int64? = nil, maximum: Int64? = nil) {
        self.minimum = minimum
        self.maximum = maximum
    }
}
