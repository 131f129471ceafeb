import Caching
import Synchronization

/// Objects in memory: a backend without files, whose clock ticks once for each change.
final class MemoryObjects: ObjectBackend {
    private struct State {
        var contents: [String: [UInt8]] = [:]
        var times: [String: Int64] = [:]
        var placements = 0
        var reads = 0
        var isOut = false
    }

    private let state = Mutex(State())

    /// How often something was put in place, and read.
    var counts: (placements: Int, reads: Int) { state.withLock { ($0.placements, $0.reads) } }

    var names: [String] { state.withLock { $0.contents.keys.sorted() } }

    /// Has every call fail from now on, as where a network is down.
    func goOut() { state.withLock { $0.isOut = true } }

    /// Changes what is under a name behind the store's back.
    func set(_ name: String, _ bytes: [UInt8], at time: Int64) {
        state.withLock {
            $0.contents[name] = bytes
            $0.times[name] = time
        }
    }

    private func reached<Result>(_ body: (inout State) -> Result?) throws(ObjectError) -> Result {
        let outcome: Swift.Result<Result, ObjectError> = state.withLock {
            if $0.isOut { return .failure(ObjectError("cannot reach the memory")) }
            return body(&$0).map(Swift.Result.success) ?? .failure(ObjectError("nothing is there", .isAbsence))
        }
        return try outcome.get()
    }

    func read(_ name: String) throws(ObjectError) -> [UInt8] {
        try reached {
            $0.reads += 1
            return $0.contents[name]
        }
    }

    func status(of name: String) throws(ObjectError) -> ObjectStatus {
        try reached { state in
            state.contents[name].map { ObjectStatus(size: $0.count, modificationTime: state.times[name] ?? 0) }
        }
    }

    func stage(_ bytes: [UInt8]) throws(ObjectError) -> StagedContent { try reached { _ in .memory(bytes) } }

    func place(_ placements: [ObjectPlacement]) throws(ObjectError) {
        try reached { state in
            for placement in placements {
                guard case .memory(let bytes) = placement.content else { continue }
                state.placements += 1
                state.contents[placement.name] = bytes
                state.times[placement.name] = Int64(state.placements)
            }
        }
    }

    func list(where isWanted: (String) -> Bool) throws(ObjectError) -> [(name: String, status: ObjectStatus)] {
        try reached { state in
            state.contents.keys.sorted().filter(isWanted).map { name in
                let size = state.contents[name]?.count ?? 0
                return (name, ObjectStatus(size: size, modificationTime: state.times[name] ?? 0))
            }
        }
    }

    func remove(_ name: String) throws(ObjectError) {
        try reached {
            $0.contents[name] = nil
            $0.times[name] = nil
        }
    }

    func location(of name: String) -> String { "memory:\(name)" }
}
