/// The bytes of an SVG, by which `SVGScanner` goes.
extension RawSpan {
    func svgByte(_ index: Int) -> UInt8? {
        index >= 0 && index < byteCount ? unsafe unsafeLoad(fromUncheckedByteOffset: index, as: UInt8.self) : nil
    }

    /// Whether a text of ASCII stands at a place.
    func hasText(_ text: StaticString, at start: Int) -> Bool {
        let count = text.utf8CodeUnitCount
        guard start >= 0, count <= byteCount - start else { return false }
        for index in 0..<count where unsafe svgByte(start + index) != text.utf8Start[index] { return false }
        return true
    }

    /// Whether the bytes end within one of these texts.
    func endWithin(_ texts: [StaticString], at start: Int) -> Bool {
        texts.contains { text in
            let count = byteCount - start
            guard count >= 0, count < text.utf8CodeUnitCount else { return false }
            for index in 0..<count where unsafe svgByte(start + index) != text.utf8Start[index] { return false }
            return true
        }
    }

    /// Whether a name is that text.
    func hasText(_ text: StaticString, _ name: SVGName) -> Bool {
        name.count == text.utf8CodeUnitCount && hasText(text, at: name.start)
    }

    func areEqual(_ first: SVGName, _ second: SVGName) -> Bool {
        guard first.count == second.count else { return false }
        for index in 0..<first.count where svgByte(first.start + index) != svgByte(second.start + index) {
            return false
        }
        return true
    }

    func svgText(_ place: SVGName) -> String {
        unsafe extracting(place.start..<place.end).withUnsafeBytes { unsafe String(decoding: $0, as: UTF8.self) }
    }

    /// Whether a value is of ASCII that stands for itself alone.
    func isPlain(_ value: SVGName, allowsBlanks: Bool = false) -> Bool {
        for index in value.start..<value.end {
            guard let byte = svgByte(index), byte < 0x7F, byte > 0x20 || byte == 0x20 && allowsBlanks,
                byte != 0x26, !UInt16(byte).isXMLQuote
            else { return false }
        }
        return true
    }

    /// A name of ASCII with one colon at most; empty where there is none, or another.
    func svgName(at start: Int) -> SVGName {
        var end = start
        var isStart = true
        var hasColon = false
        while let byte = svgByte(end) {
            let unit = UInt16(byte)
            if byte == 0x3A, !isStart, !hasColon {
                (hasColon, isStart) = (true, true)
            } else if byte < 0x80, byte != 0x3A, isStart ? unit.isXMLNameStart : unit.isXMLNameCharacter {
                isStart = false
            } else if byte == 0x3A || byte >= 0x80 {
                return SVGName()
            } else {
                break
            }
            end += 1
        }
        return isStart && end < byteCount ? SVGName() : SVGName(start: start, count: end - start)
    }

    func svgColon(in name: SVGName) -> Int? { (name.start..<name.end).first { svgByte($0) == 0x3A } }

    /// The first place from `start` on of a byte that is no plain text: a quotation mark, an apostrophe, `&`, `<`, `]`, a
    /// control character, or one beyond ASCII; the end where there is none.
    @inline(__always)
    private func svgMark(from start: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        var index = start
        while index <= byteCount - 8 {
            let word = UInt64(littleEndian: unsafe unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self))
            let quotes = word ^ (ones &* 0x22)
            // They differ by one bit.
            let others = (word | ones) ^ (ones &* 0x27)
            let tags = word ^ (ones &* 0x3C)
            let brackets = word ^ (ones &* 0x5D)
            let marks =
                ((quotes &- ones) & ~quotes) | ((others &- ones) & ~others) | ((tags &- ones) & ~tags)
                | ((brackets &- ones) & ~brackets) | (word &- ones &* 0x20) | word
            // The lowest mark is right: borrows go to higher bytes alone.
            let found = marks & (ones &* 0x80)
            if found != 0 { return index + found.trailingZeroBitCount / 8 }
            index += 8
        }
        while let byte = svgByte(index), byte >= 0x20, byte < 0x80, byte != 0x22, byte & 0xFE != 0x26, byte != 0x3C,
            byte != 0x5D
        {
            index += 1
        }
        return index
    }

    /// The place behind what is no plain text at `index` but may be in text.
    private func svgCharacterEnd(at index: Int) -> SVGScanner.Step {
        switch svgByte(index) {
        case nil: return .incomplete
        case 0x26: return svgReferenceEnd(at: index)
        case 0x3C: return .unknown
        case let byte? where byte >= 0x80: return svgSequenceEnd(at: index)
        case let byte?: return byte >= 0x20 || UInt16(byte).isXMLSpace ? .taken(index + 1) : .unknown
        }
    }

    /// The next `<` in text.
    func svgTextEnd(from start: Int) -> SVGScanner.Step {
        var index = start
        while true {
            index = svgMark(from: index)
            guard let byte = svgByte(index) else { return .taken(index) }
            if byte == 0x3C { return .taken(index) }
            // This may not stand in text.
            if byte == 0x5D, hasText("]]>", at: index) { return .unknown }
            if byte == 0x5D, endWithin(["]]>"], at: index) { return .incomplete }
            let step = svgCharacterEnd(at: index)
            guard case .taken(let end) = step else { return step }
            index = end
        }
    }

    /// The place behind the quote that ends a value.
    func svgValueEnd(from start: Int, quote: UInt8) -> SVGScanner.Step {
        var index = start
        while true {
            index = svgMark(from: index)
            if svgByte(index) == quote { return .taken(index + 1) }
            let step = svgCharacterEnd(at: index)
            guard case .taken(let end) = step else { return step }
            index = end
        }
    }

    /// The place behind the next `mark`, which `end` must follow.
    func svgEnd(_ mark: StaticString, from start: Int, end: StaticString) -> SVGScanner.Step {
        var index = start
        let first = unsafe mark.utf8Start[0]
        while true {
            guard let byte = svgByte(index) else { return .incomplete }
            if byte == first, hasText(mark, at: index) {
                index += mark.utf8CodeUnitCount
                if hasText(end, at: index) { return .taken(index + end.utf8CodeUnitCount) }
                return svgByte(index) == nil ? .incomplete : .unknown
            }
            // References and tags have no meaning there.
            let step = byte == 0x26 || byte == 0x3C ? .taken(index + 1) : svgCharacterEnd(at: index)
            guard case .taken(let next) = step else { return step }
            index = next
        }
    }

    func xmlSpaceEnd(from start: Int) -> SVGScanner.Step {
        var index = start
        while let byte = svgByte(index), UInt16(byte).isXMLSpace { index += 1 }
        return .taken(index)
    }

    /// The place behind one of the five entities that need no declaration, or a reference by number (XML 1.0 §4.6, §4.1).
    private func svgReferenceEnd(at start: Int) -> SVGScanner.Step {
        if hasText("&amp;", at: start) { return .taken(start + 5) }
        if hasText("&lt;", at: start) || hasText("&gt;", at: start) { return .taken(start + 4) }
        if hasText("&quot;", at: start) || hasText("&apos;", at: start) { return .taken(start + 6) }
        guard svgByte(start + 1) == 0x23 else {
            return endWithin(["&amp;", "&lt;", "&gt;", "&quot;", "&apos;"], at: start) ? .incomplete : .unknown
        }
        var index = start + 2
        var value = 0
        while let byte = svgByte(index), (0x30...0x39).contains(byte), index < start + 6 {
            value = value * 10 + Int(byte - 0x30)
            index += 1
        }
        guard let end = svgByte(index) else { return .incomplete }
        return end == 0x3B && value >= 0x20 ? .taken(index + 1) : .unknown
    }

    /// The place behind a character beyond ASCII (Unicode, table 3-7), which U+FFFE and U+FFFF are not.
    private func svgSequenceEnd(at start: Int) -> SVGScanner.Step {
        guard let lead = svgByte(start), (0xC2...0xF4).contains(lead) else { return .unknown }
        let count = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        let lowest: UInt8 = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80
        let highest: UInt8 = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF
        for index in 1..<count {
            guard let byte = svgByte(start + index) else { return .incomplete }
            guard byte >= (index == 1 ? lowest : 0x80), byte <= (index == 1 ? highest : 0xBF) else { return .unknown }
            if lead == 0xEF, index == 2, svgByte(start + 1) == 0xBF, byte >= 0xBE { return .unknown }
        }
        return .taken(start + count)
    }
}
