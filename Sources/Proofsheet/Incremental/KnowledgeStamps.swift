import Auditing
import Caching
import Probing

/// What is known of images, as checksums under the numbers of their URLs.
struct KnowledgeStamps {
    private struct Stamp {
        var checksum: UInt64
        var isPresent: Bool
    }

    private var stamps: [Int: Stamp] = [:]

    /// Those of the numbers whose images have not been looked at.
    func unknown(among numbers: some Sequence<Int>) -> Set<Int> {
        Set(numbers.lazy.filter { stamps[$0] == nil })
    }

    mutating func set(_ knowledge: ImageKnowledge, of number: Int) {
        stamps[number] = Stamp(checksum: knowledge.checksum, isPresent: knowledge.presentObject != nil)
    }

    /// Whether the cache holds the whole object of an image.
    func isPresent(_ number: Int) -> Bool { stamps[number]?.isPresent ?? false }

    /// One checksum of all that is known of some images.
    func checksum(of numbers: [Int]) -> UInt64 {
        var sum = Checksum()
        for number in numbers { sum.add(stamps[number]?.checksum ?? 0) }
        return sum.value
    }
}

extension ImageKnowledge {
    /// A number that differs where a rule could say something else.
    fileprivate var checksum: UInt64 {
        guard let entry else { return 0 }
        var writer = CompactWriter()
        switch condition {
        case nil: writer.write(0)
        case .present: writer.write(1)
        case .missing(let detail): writer.write("missing " + detail)
        case .altered(let detail): writer.write("altered " + detail)
        }
        writer.write(entry.object) { writer, object in
            writer.write(object.id.hex)
            writer.write(object.soundness.rawValue)
            writer.write(object.byteCount)
            object.header.write(to: &writer)
        }
        writer.write(entry.finalURL) { $0.write($1) }
        writer.write(entry.failure) { writer, failure in
            writer.write(failure.kind.rawValue)
            writer.write(failure.status) { $0.write($1) }
            writer.write(failure.detail)
        }
        return writer.checksum
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
