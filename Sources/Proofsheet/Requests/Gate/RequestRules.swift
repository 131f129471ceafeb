import Addresses
import Fetching

/// What holds for every request of a run, whoever makes it.
struct RequestRules: Sendable {
    private let remappings: [Remapping]
    private let fallbacks: [Remapping]
    private let maximumURLLength: Int
    /// No request goes out.
    let isOffline: Bool
    /// Each site's robots.txt is asked first.
    let asksRobots: Bool

    init(_ configuration: Configuration) {
        remappings = configuration.remappings
        fallbacks = configuration.fallbacks
        maximumURLLength = configuration.limits.maximumURLLength
        isOffline = configuration.isOffline
        asksRobots = configuration.asksRobots
    }

    /// Where a URL is fetched from.
    func target(of url: String) -> String { Remapping.apply(remappings, to: url) }

    /// Other URLs that an image may be had from where it is gone at its own, in order.
    func fallbacks(of url: String) -> [String] { Remapping.addresses(fallbacks, for: url) }

    /// Why what a remapping made of a URL is not fetched; nil where it is.
    ///
    /// The URL of the record is right, so that this is no fault of it, as with a redirect.
    func refusal(ofRemapped target: String) -> FetchFailure? {
        do throws(AddressFailure) {
            _ = try URLPolicy.normalize(target, maximumLength: maximumURLLength)
            return nil
        } catch {
            return .refused(reason: "remapped to a URL that is not fetched: \(error.reason) (option remap)")
        }
    }
}
