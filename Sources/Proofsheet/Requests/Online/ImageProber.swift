import Auditing
import Caching
import Fetching

/// Asks the server for the first bytes of one image after the other, as far as policies and manners allow.
struct ImageProber: Sendable {
    let engine: FetchEngine
    let policy: WarmPolicy
    private let robots: RobotsRules?

    init(engine: FetchEngine, policy: WarmPolicy) {
        self.engine = engine
        self.policy = policy
        robots = policy.asksRobots ? RobotsRules(engine: engine) : nil
    }

    /// What became of one image.
    struct Arrival: Sendable {
        var url: String
        /// Nil where the run was ended before an answer came.
        var probe: ImageProbe?
        /// Body bytes received.
        var bytes = 0
    }

    func probe(_ url: String) async -> Arrival {
        if Task.isCancelled { return Arrival(url: url) }
        let target = Remapping.apply(policy.remappings, to: url)
        let probe: RemoteProbe
        if let failure = await robots?.answer(for: target).failure {
            probe = RemoteProbe(failure)
        } else {
            probe = await RemoteProbe(of: target, by: engine)
        }
        let judged = ImageProbe(
            probe, now: Clock.now, maximumPixels: policy.maximumPixels, isRemapped: target != url)
        return Arrival(url: url, probe: judged, bytes: probe.bytesReceived)
    }
}
