import Fetching
import Probing

/// Demands the bytes that a header probe needs, and keeps the first of them, which tell what else a file is that is no
/// image.
struct OpeningDemand: ByteDemand {
    private var demand = HeaderDemand()
    /// The start of the file: 1,024 bytes, or all where it has fewer.
    private(set) var opening: [UInt8] = []

    static let openingSize = 1_024

    /// What was found; nil as long as bytes are needed.
    var header: Result<ImageHeader, ProbeError>? { demand.header }

    // All at once, so that what is said of them does not depend on how they come.
    let firstNeed = ByteNeed(offset: 0, count: OpeningDemand.openingSize)

    mutating func advance(_ bytes: Span<UInt8>, at offset: Int, isEnd: Bool) -> ByteNeed? {
        if offset == 0, opening.isEmpty {
            for index in 0..<min(bytes.count, Self.openingSize) { opening.append(bytes[index]) }
        }
        return demand.advance(bytes, at: offset, isEnd: isEnd)
    }
}
