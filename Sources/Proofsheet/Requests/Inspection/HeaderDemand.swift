import Fetching
import Probing

/// Demands the bytes that a header probe needs.
struct HeaderDemand: ByteDemand {
    private var probe: HeaderProbe
    /// What was found; nil as long as bytes are needed.
    private(set) var header: Result<ImageHeader, ProbeError>?

    init(reach: ProbeReach = .header) {
        probe = HeaderProbe(reach: reach)
    }

    /// Whether what was found is not to be stored: no image, or one without a size.
    var isRefused: Bool {
        if case .failure = header { true } else { false }
    }

    let firstNeed = ByteNeed(offset: 0, count: 1)

    mutating func advance(_ bytes: Span<UInt8>, at offset: Int, isEnd: Bool) -> ByteNeed? {
        switch probe.advance(bytes, at: offset, isEnd: isEnd) {
        case .header(let found): header = .success(found)
        case .invalid(let error): header = .failure(error)
        case .needMore(let offset, let count):
            if !isEnd { return ByteNeed(offset: offset, count: count) }
            header = .failure(.truncated(expected: offset + count))
        }
        return nil
    }
}
