/// What a cache knows of statuses.
package enum StatusCode {
    /// Whether a response of this status may be reused without a stated lifetime (RFC 9110 §15.1).
    ///
    /// A partial response (206) may be too, but parts are not stored here.
    package static func isHeuristicallyCacheable(_ status: Int) -> Bool {
        [200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501].contains(status)
    }

    /// Whether all is known that a cache must do with a response of this status (`must-understand`, RFC 9111 §5.2.2.3).
    package static func isUnderstood(_ status: Int) -> Bool {
        [
            200...205, 300...303, 305...305, 307...308, 400...417, 421...422, 426...426, 500...505,
        ].contains { $0.contains(status) }
    }
}
