/// Why a text cannot be used as the URL of an image.
package enum AddressFailure: Error, Sendable, Hashable {
    /// Not a usable absolute http or https URL.
    case invalidURL(reason: String)
    /// Refused by policy, such as a URL with user information.
    case refused(reason: String)

    /// One sentence without a full stop, for a finding.
    package var reason: String {
        switch self {
        case .invalidURL(let reason), .refused(let reason): reason
        }
    }
}
