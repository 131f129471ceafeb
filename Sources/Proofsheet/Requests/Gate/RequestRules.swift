/// What holds for every request of a run, whoever makes it.
struct RequestRules: Sendable {
    private let remappings: [Remapping]
    /// No request goes out.
    let isOffline: Bool
    /// Each site's robots.txt is asked first.
    let asksRobots: Bool

    init(_ configuration: Configuration) {
        remappings = configuration.remappings
        isOffline = configuration.isOffline
        asksRobots = configuration.asksRobots
    }

    /// Where a URL is fetched from.
    func target(of url: String) -> String { Remapping.apply(remappings, to: url) }
}
