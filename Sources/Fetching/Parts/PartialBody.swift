import Synchronization

/// Takes the parts of a file that a demand needs, one range request after the other.
///
/// A server that does not do ranges sends the whole file; its answer is read only as far as needed.
final class PartialBody<Demand: ByteDemand>: BodyReader {
    private struct State: Sendable {
        var scan: ByteScan<Demand>
        /// The scan as it was before the request, for an attempt that fails and is made again.
        var saved: ByteScan<Demand>
        /// The part asked for; nil for the whole file.
        var range: ByteRange?
        var requests = 1
        /// What the first part said of the file, which later ones must agree with.
        var identity: FileIdentity?
        var answer = Answer.unwanted
        /// Much of the file may be held.
        var hasRoom = false

        /// So much is held that it takes a place among few to go on.
        var lacksRoom: Bool { !hasRoom && scan.need != nil && scan.held > LargeNeeds.smallNeed }
    }

    /// What the server sends.
    private enum Answer: Sendable {
        /// Nothing to be read: not an answer of status 200 or 206.
        case unwanted
        /// A part other than the one asked for, or of another file than the parts before.
        case unusable
        /// The file from `position` on, as far as it has come; a part ends before `end`.
        case file(position: Int, end: Int?, isPart: Bool)
    }

    /// Bytes that are asked for first.
    ///
    /// A rest of an answer that is no larger is read to keep the connection in use.
    static var firstSize: Int { 16_384 }
    /// Each request asks for four times as much as the one before, since each costs a way to the server and back.
    private static var largestSize: Int { 1 << 20 }
    /// A server that sends less than it is asked for is asked no more often than this.
    private static var maximumRequests: Int { 64 }

    private let pristine: ByteScan<Demand>
    private let state: Mutex<State>

    init(_ demand: Demand) {
        let scan = ByteScan(demand)
        pristine = scan
        state = Mutex(State(scan: scan, saved: scan, range: ByteRange(first: 0, last: Self.firstSize - 1)))
    }

    var demand: Demand { state.withLock(\.scan.demand) }

    var isSatisfied: Bool { state.withLock { Self.isDone($0) } }

    func headerLines(isRedirected: Bool) -> [String] {
        state.withLock { state in
            guard let range = state.range else { return [] }
            let line = "Range: bytes=\(range.first)-\(range.last)"
            // A validator speaks of one URL only, and of what came from it before.
            guard !isRedirected, let validator = state.identity?.validator else { return [line] }
            return [line, "If-Range: \(validator)"]
        }
    }

    func begin(_ head: ResponseHead) -> Bool {
        state.withLock { state in
            state.scan = state.saved
            state.answer = .unwanted
            if head.status == 200 {
                state.scan = pristine
                state.answer = .file(position: 0, end: head.plainLength, isPart: false)
            } else if head.status == 206 {
                state.answer = Self.part(head, &state)
            }
            guard case .file = state.answer else { return false }
            return true
        }
    }

    func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
        state.withLock { state in
            guard case .file(let position, let end, let isPart) = state.answer else { return true }
            // Beyond the part that it announced, a server has nothing to say.
            let counted = isPart ? min(bytes.count, (end ?? .max) - position) : bytes.count
            if !Self.isDone(state) {
                state.scan.take(UnsafeRawBufferPointer(rebasing: bytes[..<counted]), at: position)
            }
            let next = position + counted
            state.answer = .file(position: next, end: end, isPart: isPart)
            guard Self.isDone(state) else { return true }
            return end.map { (0...Self.firstSize).contains($0 - next) } ?? false
        }
    }

    /// Whether the rest of the answer, if there is any, holds nothing that is needed.
    private static func isDone(_ state: State) -> Bool {
        guard case .file(_, let end, let isPart) = state.answer else { return false }
        return state.scan.need == nil || state.lacksRoom || isPart && state.scan.next >= end ?? .max
    }

    /// Judges a partial answer (RFC 9110 §15.3.7).
    private static func part(_ head: ResponseHead, _ state: inout State) -> Answer {
        // A part of a compressed file cannot be unpacked, and its offsets are not those of the file.
        guard let range = state.range, !head.isEncoded,
            let content = head.value("content-range").flatMap(ContentRange.init), let part = content.part,
            part.first == range.first, part.last <= range.last
        else { return .unusable }
        let identity = FileIdentity(head, completeLength: content.completeLength)
        guard state.identity?.agrees(with: identity) ?? true else { return .unusable }
        state.identity = identity.withLength(of: state.identity)
        return .file(position: part.first, end: part.last + 1, isPart: true)
    }
}

extension PartialBody {
    /// What is to be done after an answer.
    enum Step {
        /// All that was needed has been read, or no answer had it.
        case finished(hasRead: Bool)
        /// Another request, for what `headerLines` now gives.
        case again
        /// The same, when there is room for what it brings.
        case againWithRoom
        /// The server does not come to an end.
        case exhausted
    }

    /// Decides what follows an answer that came as far as it was needed.
    func step(after response: FetchResponse) -> Step {
        state.withLock { state in
            switch state.answer {
            case .file where state.scan.need == nil: return .finished(hasRead: true)
            case .file(_, _, let isPart) where state.lacksRoom: return askWithRoom(&state, isPart: isPart)
            case .file(let position, _, isPart: false):
                state.scan.finish(at: position)
                return .finished(hasRead: true)
            case .file(let position, _, isPart: true):
                // A transfer that has not come to the end of its part has been ended because the rest is not needed.
                let length = state.identity?.completeLength
                guard let length, max(position, state.scan.next) >= length else {
                    let needsRoom = !state.hasRoom && state.scan.held + state.scan.missing > LargeNeeds.smallNeed
                    return needsRoom ? askWithRoom(&state, isPart: true) : ask(&state, length)
                }
                state.scan.finish(at: length)
                return .finished(hasRead: true)
            case .unusable: return askForWhole(&state)
            case .unwanted where response.status == 416: return step(outsideOfFile: response, &state)
            case .unwanted: return .finished(hasRead: false)
            }
        }
    }

    /// What follows where the server says that the file ends before the part asked for (RFC 9110 §15.5.17).
    private func step(outsideOfFile response: FetchResponse, _ state: inout State) -> Step {
        guard let range = state.range else { return .finished(hasRead: false) }
        let length = response.header("content-range").flatMap(ContentRange.init)?.completeLength
        // A refusal of the first bytes that tells no length may be one of ranges as such.
        guard length.map({ $0 <= range.first }) ?? (range.first > 0) else { return askForWhole(&state) }
        state.scan = state.saved
        state.scan.finish(at: length)
        return .finished(hasRead: true)
    }

    /// Goes on where the scan stopped, or begins anew where the server does no ranges.
    private func askWithRoom(_ state: inout State, isPart: Bool) -> Step {
        state.hasRoom = true
        let length = state.identity?.completeLength
        if isPart, let length, state.scan.next >= length {
            state.scan.finish(at: length)
            return .finished(hasRead: true)
        }
        if isPart {
            guard case .again = ask(&state, length) else { return .exhausted }
            return .againWithRoom
        }
        state.range = nil
        state.requests += 1
        state.scan = pristine
        state.saved = pristine
        return .againWithRoom
    }

    private func ask(_ state: inout State, _ length: Int?) -> Step {
        guard state.requests < Self.maximumRequests else { return .exhausted }
        var size = Self.firstSize
        for _ in 0..<state.requests where size < Self.largestSize { size *= 4 }
        let first = state.scan.next
        let last = first.addingReportingOverflow(max(size, state.scan.missing) - 1)
        state.range = ByteRange(
            first: first, last: min(last.overflow ? .max : last.partialValue, (length ?? .max) - 1))
        state.requests += 1
        state.saved = state.scan
        return .again
    }

    /// Begins anew without a range; an answer in one piece speaks of one file.
    private func askForWhole(_ state: inout State) -> Step {
        guard state.range != nil else { return .finished(hasRead: false) }
        state.range = nil
        state.requests += 1
        state.scan = pristine
        state.saved = pristine
        return .again
    }
}

extension ResponseHead {
    /// Length of the file in bytes where the body is nothing but the file, and tells it.
    fileprivate var plainLength: Int? {
        guard !isEncoded, case .bytes(let count) = declaredLength else { return nil }
        return count
    }
}
