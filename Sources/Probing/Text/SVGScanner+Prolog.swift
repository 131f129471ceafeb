/// What may stand before the root.
extension RawSpan {
    /// The place behind the XML declaration at the start, in the forms that programs write (XML 1.0 §2.8).
    var svgDeclarationEnd: SVGScanner.Step {
        guard hasText("<?xml ", at: 0) else { return endWithin(["<?xml "], at: 0) ? .incomplete : .unknown }
        var index = 6
        for (isNeeded, texts) in Self.svgDeclarations {
            while svgByte(index) == 0x20 { index += 1 }
            let text = texts.first { hasText($0, at: index) }
            if let text, svgByte(index - 1) == 0x20 {
                index += text.utf8CodeUnitCount
            } else if isNeeded || text != nil {
                return endWithin(texts, at: index) ? .incomplete : .unknown
            }
        }
        while svgByte(index) == 0x20 { index += 1 }
        if hasText("?>", at: index) { return .taken(index + 2) }
        let isCut = endWithin(["?>"], at: index) || Self.svgDeclarations.contains { endWithin($0.texts, at: index) }
        return isCut ? .incomplete : .unknown
    }

    private static let svgDeclarations: [(isNeeded: Bool, texts: [StaticString])] = [
        (true, ["version=\"1.0\"", "version='1.0'"]),
        (false, ["encoding=\"UTF-8\"", "encoding=\"utf-8\"", "encoding='UTF-8'", "encoding='utf-8'"]),
        (false, ["standalone=\"no\"", "standalone=\"yes\"", "standalone='no'", "standalone='yes'"]),
    ]

    /// The place behind a document type without declarations of its own, whose name ends at `start`.
    func svgTypeEnd(from start: Int) -> SVGScanner.Step {
        var index = skippingSpace(from: start)
        if index > start, let literals = literalCount(at: index) {
            index += 6
            for _ in 0..<literals {
                let next = skippingSpace(from: index)
                guard let quote = svgByte(next) else { return .incomplete }
                guard next > index, UInt16(quote).isXMLQuote else { return .unknown }
                index = next + 1
                while let byte = svgByte(index), Self.isOfIdentifier(byte) { index += 1 }
                guard let end = svgByte(index) else { return .incomplete }
                guard end == quote else { return .unknown }
                index += 1
            }
            index = skippingSpace(from: index)
        }
        guard let end = svgByte(index) else { return .incomplete }
        if end == 0x3E { return .taken(index + 1) }
        return index > start && endWithin(["PUBLIC", "SYSTEM"], at: index) ? .incomplete : .unknown
    }

    private func literalCount(at index: Int) -> Int? {
        hasText("PUBLIC", at: index) ? 2 : hasText("SYSTEM", at: index) ? 1 : nil
    }

    private func skippingSpace(from start: Int) -> Int {
        var index = start
        while let byte = svgByte(index), UInt16(byte).isXMLSpace { index += 1 }
        return index
    }

    /// Whether it is one of the characters that identifiers of document types are made of.
    private static func isOfIdentifier(_ byte: UInt8) -> Bool {
        UInt16(byte).isXMLNameCharacter && byte < 0x80 || byte == 0x20 || byte == 0x2F || byte == 0x2B
    }
}
