import Caching
import Hashing
import Probing

extension ImageKnowledge {
    /// A number that differs where a rule could say something else.
    static func checksum(
        of entry: CacheEntry?, _ condition: ObjectStore.Condition?, sharedCount: Int, serverAnswer: ServerAnswer?
    ) -> UInt64 {
        if entry == nil, serverAnswer == nil { return 0 }
        var sum = Checksum()
        switch condition {
        case nil: sum.add(0)
        case .present: sum.add(1)
        case .missing(let detail): sum.add("missing " + detail)
        case .altered(let detail): sum.add("altered " + detail)
        }
        sum.add(entry?.object != nil)
        entry?.object?.add(to: &sum)
        sum.add(entry?.finalURL)
        sum.add(entry?.movedTo)
        sum.add(entry?.movedCount ?? 0)
        sum.add(entry?.origin)
        sum.add(UInt64(sharedCount))
        sum.add(entry?.failure != nil)
        entry?.failure?.add(to: &sum)
        sum.add(serverAnswer != nil)
        if let serverAnswer {
            sum.add(serverAnswer.header != nil)
            serverAnswer.header?.add(to: &sum)
            sum.add(serverAnswer.failure != nil)
            serverAnswer.failure?.add(to: &sum)
            sum.add(serverAnswer.finalURL)
            sum.add(serverAnswer.movedTo)
        }
        return sum.value
    }
}

extension Checksum {
    fileprivate mutating func add(_ condition: Bool) { add(condition ? 1 : 0) }

    fileprivate mutating func add(_ number: Int) { add(UInt64(bitPattern: Int64(number))) }

    fileprivate mutating func add(_ text: String) {
        add(text.utf8.count)
        for byte in text.utf8 { add(UInt64(byte)) }
    }

    fileprivate mutating func add(_ text: String?) {
        add(text != nil)
        if let text { add(text) }
    }
}

extension Checksum {
    fileprivate mutating func add(_ origin: ObjectOrigin?) {
        switch origin {
        case nil: add(0)
        case .fallback(let url): add("fallback " + url)
        case .imported(let time): add("imported \(time)")
        }
    }
}

extension ImageObject {
    fileprivate func add(to sum: inout Checksum) {
        let words = id.words
        for index in words.indices { sum.add(words[index]) }
        sum.add(soundness.rawValue)
        sum.add(byteCount)
        header.add(to: &sum)
        sum.add(summary != nil)
        if let summary {
            sum.add(summary.isBlank)
            sum.add(summary.dominantColor)
            sum.add(summary.differenceHash)
        }
    }
}

extension CacheFailure {
    fileprivate func add(to sum: inout Checksum) {
        sum.add(kind.rawValue)
        sum.add(status != nil)
        if let status { sum.add(status) }
        sum.add(detail)
    }
}

extension ImageHeader {
    fileprivate func add(to sum: inout Checksum) {
        sum.add(format.rawValue)
        sum.add(rawWidth)
        sum.add(rawHeight)
        sum.add(orientation)
        sum.add(frames != nil)
        if let frames { sum.add(frames) }
        sum.add(announcesAnimation)
        sum.add(isRatioOnly)
        sum.add(crop != nil)
        if let crop { for side in [crop.x, crop.y, crop.width, crop.height] { sum.add(side) } }
        sum.add(densityCorrected != nil)
        if let densityCorrected { for side in [densityCorrected.width, densityCorrected.height] { sum.add(side) } }
    }
}
