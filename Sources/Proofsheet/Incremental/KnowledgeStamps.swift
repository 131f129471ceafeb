import Auditing
import Caching
import Probing

/// What is known of images, as checksums under the numbers of their URLs.
struct KnowledgeStamps {
    /// By number; the numbers are one after the other, and can be very many.
    private var checksums: [UInt64] = []
    private var states: [State] = []

    private enum State: UInt8 {
        case unknown, absent, present
    }

    /// Adds those of the numbers whose images have not been looked at; from then on they count as images of which
    /// nothing is known.
    mutating func addUnknown(among numbers: [Int], to unknown: inout [Int]) {
        for number in numbers where state(number) == .unknown {
            unknown.append(number)
            set(.nothing, of: number)
        }
    }

    mutating func set(_ knowledge: ImageKnowledge, of number: Int) {
        while states.count <= number {
            checksums.append(0)
            states.append(.unknown)
        }
        checksums[number] = knowledge.checksum
        states[number] = knowledge.isPresent ? .present : .absent
    }

    private func state(_ number: Int) -> State { number < states.count ? states[number] : .unknown }

    /// Whether the cache holds the whole object of an image.
    func isPresent(_ number: Int) -> Bool { state(number) == .present }

    /// One checksum of all that is known of some images.
    func checksum(of numbers: [Int]) -> UInt64 {
        var sum = Checksum()
        for number in numbers { sum.add(number < checksums.count ? checksums[number] : 0) }
        return sum.value
    }
}

extension ImageKnowledge {
    /// A number that differs where a rule could say something else.
    fileprivate var checksum: UInt64 {
        if entry == nil, probe == nil { return 0 }
        var writer = CompactWriter()
        switch condition {
        case nil: writer.write(0)
        case .present: writer.write(1)
        case .missing(let detail): writer.write("missing " + detail)
        case .altered(let detail): writer.write("altered " + detail)
        }
        writer.write(entry?.object) { writer, object in
            let words = object.id.words
            for index in words.indices { writer.write(words[index]) }
            writer.write(object.soundness.rawValue)
            writer.write(object.byteCount)
            object.header.write(to: &writer)
            writer.write(object.summary) { writer, summary in
                writer.write(summary.isBlank)
                writer.write(summary.dominantColor) { $0.write($1) }
                writer.write(summary.differenceHash)
            }
        }
        writer.write(entry?.finalURL) { $0.write($1) }
        writer.write(entry?.movedTo) { $0.write($1) }
        writer.write(sharedCount)
        writer.write(entry?.failure) { $1.write(to: &$0) }
        writer.write(probe) { writer, probe in
            writer.write(probe.header) { $1.write(to: &$0) }
            writer.write(probe.failure) { $1.write(to: &$0) }
            writer.write(probe.finalURL) { $0.write($1) }
            writer.write(probe.movedTo) { $0.write($1) }
        }
        return writer.checksum
    }
}

extension CacheFailure {
    fileprivate func write(to writer: inout CompactWriter) {
        writer.write(kind.rawValue)
        writer.write(status) { $0.write($1) }
        writer.write(detail)
    }
}

extension ImageHeader {
    fileprivate func write(to writer: inout CompactWriter) {
        writer.write(format.rawValue)
        for side in [rawWidth, rawHeight, orientation] { writer.write(side) }
        writer.write(frames) { $0.write($1) }
        writer.write(announcesAnimation)
        writer.write(crop) { writer, crop in
            for side in [crop.x, crop.y, crop.width, crop.height] { writer.write(side) }
        }
    }
}
