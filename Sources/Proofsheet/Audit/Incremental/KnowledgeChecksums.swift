import Auditing

/// What is known of images, as checksums under the numbers of their URLs.
struct KnowledgeChecksums {
    /// By number; the numbers are one after the other, and can be very many.
    private var checksums: [UInt64] = []
    private var states: [State] = []

    private enum State: UInt8 {
        case unknown, unchecked, absent, present
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
        states[number] = knowledge.isPresent ? .present : knowledge.isUnchecked ? .unchecked : .absent
    }

    private func state(_ number: Int) -> State { number < states.count ? states[number] : .unknown }

    /// Whether the cache holds the whole object of an image.
    func isPresent(_ number: Int) -> Bool { state(number) == .present }

    /// Whether nobody has said anything of an image.
    func isUnchecked(_ number: Int) -> Bool { state(number) == .unchecked }

    /// One checksum of all that is known of some images.
    func checksum(of numbers: [Int]) -> UInt64 {
        var sum = Checksum()
        for number in numbers { sum.add(number < checksums.count ? checksums[number] : 0) }
        return sum.value
    }
}
