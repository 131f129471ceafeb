/// The candidates of a `srcset` (HTML §4.8.4.3.10).
struct SourceSet {
    struct Candidate {
        /// Within the text.
        var url: Range<Int>
        var descriptor: CandidateDescriptor.Value?
        /// Within the text; empty without a descriptor.
        var descriptorRange: Range<Int>
    }

    private(set) var candidates: [Candidate] = []
    private let bytes: [UInt8]
    private var index = 0
    /// No end of a template tag comes any more.
    private var hasNoTemplateEnd = false

    /// - Parameter bytes: The value of the attribute with its character references resolved.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        while readCandidate() {}
    }

    private func byte(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

    /// Takes the next candidate, and keeps it where nothing is wrong with its descriptors.
    private mutating func readCandidate() -> Bool {
        let comma = UInt8(ascii: ",")
        while index < bytes.count, bytes[index].isHTMLSpace || bytes[index] == comma { index += 1 }
        if index >= bytes.count { return false }
        let start = index
        while index < bytes.count, !bytes[index].isHTMLSpace { index = endOfTemplateTag() ?? index + 1 }
        var end = index
        while end > start, bytes[end - 1] == comma { end -= 1 }
        let descriptors = end < index ? [] : readDescriptors()
        guard let descriptor = Self.descriptor(descriptors, of: bytes) else { return true }
        candidates.append(
            Candidate(url: start..<end, descriptor: descriptor.value, descriptorRange: descriptor.range ?? end..<end))
        return true
    }

    /// The place behind `{{ … }}` or `{% … %}`, which stands for a part of a URL with whatever it holds.
    private mutating func endOfTemplateTag() -> Int? {
        guard bytes[index] == UInt8(ascii: "{"), !hasNoTemplateEnd else { return nil }
        let mark = byte(index + 1)
        guard mark == UInt8(ascii: "{") || mark == UInt8(ascii: "%") else { return nil }
        let first = mark == UInt8(ascii: "{") ? UInt8(ascii: "}") : mark
        var end = index + 2
        while end < bytes.count {
            if bytes[end] == first, byte(end + 1) == UInt8(ascii: "}") { return end + 2 }
            end += 1
        }
        hasNoTemplateEnd = true
        return nil
    }

    /// Takes what stands between a URL and the next comma that is not in parentheses.
    private mutating func readDescriptors() -> [Range<Int>] {
        var result: [Range<Int>] = []
        var start: Int?
        var isInParentheses = false
        while index < bytes.count {
            let byte = bytes[index]
            if !isInParentheses, byte == UInt8(ascii: ",") || byte.isHTMLSpace {
                if let start { result.append(start..<index) }
                start = nil
                if byte == UInt8(ascii: ",") {
                    index += 1
                    return result
                }
            } else {
                start = start ?? index
                if byte == UInt8(ascii: isInParentheses ? ")" : "(") { isInParentheses.toggle() }
            }
            index += 1
        }
        if let start { result.append(start..<index) }
        return result
    }

    /// What the descriptors say together; nil where they are wrong, and the candidate does not count.
    private static func descriptor(
        _ descriptors: [Range<Int>], of bytes: [UInt8]
    ) -> (value: CandidateDescriptor.Value?, range: Range<Int>?)? {
        var width: (value: Int, range: Range<Int>)?
        var density: (value: Double, range: Range<Int>)?
        var hasHeight = false
        for range in descriptors {
            let number = bytes[range.dropLast()]
            switch bytes[range.upperBound - 1] {
            case UInt8(ascii: "w"):
                guard width == nil, density == nil, let value = integer(number), value > 0 else { return nil }
                width = (value, range)
            case UInt8(ascii: "x"):
                guard width == nil, density == nil, !hasHeight, let value = floatingPoint(number), value >= 0 else {
                    return nil
                }
                density = (value, range)
            case UInt8(ascii: "h"):
                guard !hasHeight, density == nil, let value = integer(number), value > 0 else { return nil }
                hasHeight = true
            default: return nil
            }
        }
        if hasHeight, width == nil { return nil }
        if let width { return (.width(width.value), width.range) }
        if let density { return (.density(density.value), density.range) }
        return (nil, nil)
    }

    /// A valid non-negative integer (HTML §2.3.4.2): digits alone.
    private static func integer(_ digits: ArraySlice<UInt8>) -> Int? {
        guard !digits.isEmpty, digits.allSatisfy(\.isDigit) else { return nil }
        // What is larger than any image is none the less a number.
        let significant = digits.drop { $0 == UInt8(ascii: "0") }
        return significant.count > 18 ? .max : significant.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    /// A valid floating-point number (HTML §2.3.4.3).
    private static func floatingPoint(_ text: ArraySlice<UInt8>) -> Double? {
        var rest = text
        if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        let whole = rest.prefix { $0.isDigit }
        rest.removeFirst(whole.count)
        if rest.first == UInt8(ascii: ".") {
            let fraction = rest.dropFirst().prefix { $0.isDigit }
            if fraction.isEmpty { return nil }
            rest.removeFirst(1 + fraction.count)
        } else if whole.isEmpty {
            return nil
        }
        if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
            rest.removeFirst()
            if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
            if rest.isEmpty { return nil }
            rest.removeFirst(rest.prefix { $0.isDigit }.count)
        }
        guard rest.isEmpty, let value = Double(String(decoding: text, as: UTF8.self)), value.isFinite else {
            return nil
        }
        return value
    }
}

extension Range<Int> {
    fileprivate func dropLast() -> Range<Int> { lowerBound..<Swift.max(lowerBound, upperBound - 1) }
}
