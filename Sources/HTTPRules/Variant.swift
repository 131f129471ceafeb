/// The fields of a request that its response was chosen by (`Vary`, RFC 9110 §12.5.5).
package struct Variant: Sendable, Hashable {
    /// The fields of that request that `Vary` names.
    package let nominated: HTTPFields

    private let names: Set<String>

    /// - Parameters:
    ///   - request: The fields of the request as it was sent.
    ///   - response: The fields of its response.
    package init(of request: HTTPFields, by response: HTTPFields) {
        names = Self.names(response)
        nominated = request.only(names)
    }

    /// Whether the response may answer a request without asking the server (RFC 9111 §4.1).
    ///
    /// `Vary: *` matches nothing. Values are compared without regard to blanks around the members of a list, and to
    /// whether these came in one line.
    package func matches(_ request: HTTPFields) -> Bool {
        guard !names.contains("*") else { return false }
        return names.allSatisfy { nominated.members($0) == request.members($0) && isThere($0) == (request[$0] != nil) }
    }

    private func isThere(_ name: String) -> Bool { nominated[name] != nil }

    private static func names(_ response: HTTPFields) -> Set<String> {
        Set(response.members("vary").map { $0.lowercased() })
    }
}
