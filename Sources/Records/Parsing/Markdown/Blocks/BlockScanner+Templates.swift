/// Tags of template languages and components at the start of a line, which are there before the Markdown is read.
extension BlockScanner {
    /// Passes over a block that is shown as code, or not at all, where the line starts one that ends in another line.
    mutating func skipTemplateBlock(_ line: LineCursor) -> Bool {
        let start = line.firstNonblank
        guard let end = source.templateEnd(at: start),
            let blockEnd = templates.end(of: start..<end, in: source), blockEnd > nextLine
        else { return false }
        skippedEnd = blockEnd
        return true
    }

    /// Takes the next lines for a part of the paragraph where a tag of several lines starts with this one.
    mutating func noteTag(_ line: LineCursor) {
        let start = line.firstNonblank
        switch source[start] {
        case UInt8(ascii: "{"):
            if let end = source.templateEnd(at: start) {
                // Of other tags the mark that ends them may be meant as text, far below.
                let isHugo = source[start + 1] == UInt8(ascii: "{")
                if end > nextLine, isHugo || !source.hasBlankLine(in: start..<end) { tagEnd = end }
            } else if isMDX, let end = expressions.end(at: start, in: source) {
                tagEnd = end
            }
        case UInt8(ascii: "<") where isMDX:
            if source.hasBytes("<!--", at: start) {
                tagEnd = source.firstIndex(of: "-->", in: start..<source.count) ?? tagEnd
            } else if let end = ComponentTag.end(at: start, in: source, &expressions) {
                tagEnd = end
            }
        default: break
        }
    }
}

extension SourceBytes {
    fileprivate func hasBlankLine(in range: Range<Int>) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound {
            index = nextLine(after: index)
            if index < range.upperBound, isBlankLine(from: index) { return true }
        }
        return false
    }
}
