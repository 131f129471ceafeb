import Fetching

/// Demands the bytes at some places of a file, one after the other.
struct PlaceDemand: ByteDemand {
    private var places: ArraySlice<ByteNeed>
    private(set) var found: [[UInt8]] = []
    /// The file ended before the last place.
    private(set) var isCutShort = false
    let firstNeed: ByteNeed

    /// - Parameter places: Offset and length of each; in ascending order, and none of them empty.
    init(_ places: (Int, Int)...) {
        self.places = places.map { ByteNeed(offset: $0, count: $1) }[...]
        firstNeed = ByteNeed(offset: places[0].0, count: 1)
    }

    mutating func advance(_ bytes: Span<UInt8>, at offset: Int, isEnd: Bool) -> ByteNeed? {
        while let place = places.first {
            let start = place.offset - offset
            guard start >= 0, start + place.count <= bytes.count else {
                isCutShort = isEnd
                return isEnd ? nil : place
            }
            found.append((start..<start + place.count).map { bytes[$0] })
            places.removeFirst()
        }
        return nil
    }
}

/// A file whose bytes differ from place to place.
func testFile(_ count: Int, seed: Int = 0) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: ($0 &* 31 >> 3) ^ ($0 >> 11) ^ seed) }
}

extension Exchange {
    /// The part asked for, as far as the file has it; nil where the request asks for no part.
    func part(of file: [UInt8]) -> Range<Int>? {
        guard let range = request.headers["range"], range.hasPrefix("bytes=") else { return nil }
        let ends = range.dropFirst(6).split(separator: "-").compactMap { Int($0) }
        guard ends.count == 2, ends[0] < file.count else { return nil }
        return ends[0]..<min(ends[1] + 1, file.count)
    }

    /// Answers as a server that does ranges, with the part asked for.
    func respond(withPartOf file: [UInt8], _ headers: [String] = []) {
        guard let part = part(of: file) else {
            return respond(416, ["Content-Range: bytes */\(file.count)"] + headers)
        }
        let range = "Content-Range: bytes \(part.lowerBound)-\(part.upperBound - 1)/\(file.count)"
        respond(206, [range] + headers, body: Array(file[part]))
    }
}

extension ChaosServer {
    /// The `Range` fields of the requests so far, an empty text for a request without.
    var ranges: [String] { requests.map { $0.headers["range"] ?? "" } }
}
