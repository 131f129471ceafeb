import Addresses

/// The connections of one host and the requests in flight on each of them.
///
/// libcurl puts as many requests on an HTTP/2 connection as it may, and then opens one more for each request that finds
/// them all full, however many come at that moment. So it is here that requests wait until a connection that is being
/// opened can take them.
struct ConnectionStreams {
    /// What the connections of the host carry at once.
    enum Sharing {
        /// No answer has come yet.
        case unknown
        /// One request at a time: HTTP/1.1.
        case none
        /// Several: HTTP/2.
        case streams
    }

    /// Requests that one connection carries at once.
    private let limit: Int
    private var sharing: Sharing
    /// Requests that have been started and have no connection yet.
    private var connecting = 0
    /// Requests in flight by the connection, which goes by its local port.
    private var counts: [Int: Int] = [:]

    init(sharing: Sharing, limit: Int) {
        self.sharing = sharing
        self.limit = max(1, limit)
    }

    /// Whether one more request can be started without a connection too many.
    var admitsStart: Bool {
        switch sharing {
        case .none: true
        // As on one connection, until the first answer tells; they all wait for that one.
        case .unknown: connecting + counts.values.reduce(0, +) < limit
        case .streams: connecting < room
        }
    }

    /// How many requests the connections take beside those they have; one that needs another connection comes alone.
    private var room: Int {
        guard !counts.isEmpty else { return limit }
        return max(1, counts.values.reduce(0) { $0 + max(0, limit - $1) })
    }

    mutating func start() { connecting += 1 }

    /// Takes note that a request is sent on a connection, after another one, perhaps, that turned out to be closed.
    mutating func connect(to connection: Int, insteadOf former: Int?) {
        end(former)
        counts[connection, default: 0] += 1
    }

    /// Takes note of the end of a request, which had a connection or none yet.
    mutating func end(_ connection: Int?) {
        // Connections of http are not told of.
        guard let connection, let count = counts[connection] else {
            connecting = max(0, connecting - 1)
            return
        }
        counts[connection] = count > 1 ? count - 1 : nil
    }

    mutating func learn(isShared: Bool) { sharing = isShared ? .streams : .none }
}

/// What transfers learn of their connections while libcurl is at work, for the scheduler to know before it starts more.
///
/// It is about hosts of https alone, since only those speak HTTP/2 here.
final class ConnectionNotes {
    enum Note {
        case connected(HostKey, connection: Int, insteadOf: Int?)
        case answered(HostKey, isShared: Bool)
    }

    private var notes: [Note] = []

    func add(_ note: Note) { notes.append(note) }

    func take() -> [Note] {
        var taken: [Note] = []
        swap(&taken, &notes)
        return taken
    }
}
