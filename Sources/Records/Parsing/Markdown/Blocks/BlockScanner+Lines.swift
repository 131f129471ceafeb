extension BlockScanner {
    /// Takes one line in.
    mutating func scanLine(_ start: LineCursor) {
        var line = start
        let matched = matchContainers(&line)
        var isLeafMatched = false
        if matched == containers.count {
            switch matchLeaf(line) {
            case .taken: return
            case .matched: isLeafMatched = true
            case .ended: break
            }
        }
        if line.isBlank { return close(containersFrom: matched) }
        let opening = openBlocks(&line, matched: matched, isLeafMatched: isLeafMatched)
        if opening == .taken { return }
        let range = line.firstNonblank..<nextLine
        if opening == .none {
            let isLazy = leaf.isParagraph && !isLeafMatched
            if leaf.isParagraph, isLeafMatched || isLazy {
                leaf.add(range, end: line.end, isQuoted: isQuoted)
                return noteTag(line)
            }
            if isLeafMatched, case .table(let columns) = leaf.kind {
                return addTableRow(line.firstNonblank..<line.end, columns: columns)
            }
            close(containersFrom: matched)
        }
        if line.isBlank { return }
        containers.indices.last.map { containers[$0].isEmpty = false }
        leaf.start(.paragraph, range, end: line.end, isQuoted: isQuoted)
        noteTag(line)
    }

    /// Passes the marks of the open containers that the line has.
    ///
    /// - Returns: The number of containers that it goes on with.
    private func matchContainers(_ line: inout LineCursor) -> Int {
        for (index, container) in containers.enumerated() {
            guard let indentation = container.indentation else {
                guard !line.isIndented, line.nextByte == UInt8(ascii: ">") else { return index }
                line.skipQuoteMark()
                continue
            }
            if line.isBlank {
                // Blank lines go on with an item, but not with one that is empty.
                if line.indentation < indentation, container.isEmpty { return index }
                line.skip(columns: indentation)
            } else if line.indentation >= indentation {
                line.skip(columns: indentation)
            } else {
                return index
            }
        }
        return containers.count
    }

    private enum LeafMatch {
        /// The line belongs to the leaf, and nothing else is to be done; it goes on with it unless something else
        /// starts; or it does not go on with it.
        case taken, matched, ended
    }

    private mutating func matchLeaf(_ line: LineCursor) -> LeafMatch {
        let text = line.firstNonblank..<line.end
        switch leaf.kind {
        case .none: return .ended
        case .paragraph: return line.isBlank ? .ended : .matched
        case .table: return line.isBlank || !TableRow.hasCells(text, in: source) ? .ended : .matched
        case .indentedCode: return line.isBlank || line.isIndented ? .taken : .ended
        case .fencedCode(let fence):
            if !line.isIndented, source.isClosingFence(fence, text) { closeLeaf() }
            return .taken
        case .modules:
            if line.isBlank { closeLeaf() } else { imports.take(text, in: source) }
            return .taken
        case .html(let block):
            if line.isBlank, case .blankLine = block { return .ended }
            leaf.add(line.offset..<nextLine, end: line.end, isQuoted: isQuoted)
            if block.ends(with: text, in: source) { closeLeaf() }
            return .taken
        }
    }

    private enum Opening {
        /// Nothing started; containers did, and text may follow; a leaf did, and took the line.
        case none, containers, taken
    }

    /// Opens the blocks that the line starts.
    private mutating func openBlocks(_ line: inout LineCursor, matched: Int, isLeafMatched: Bool) -> Opening {
        var opening = Opening.none
        while !line.isBlank {
            let isParagraph = opening == .none && isLeafMatched && leaf.isParagraph
            let mayBeLazy = opening == .none && leaf.isParagraph
            if line.isIndented {
                if mayBeLazy { return opening }
                open(matched, opening)
                leaf.kind = .indentedCode
                return .taken
            }
            if let container = container(&line, isParagraph: isParagraph) {
                open(matched, opening)
                containers.append(container)
                opening = .containers
            } else {
                let didOpen = openLeaf(line, matched: matched, opening, isParagraph: isParagraph)
                return didOpen ? .taken : opening
            }
        }
        return opening
    }

    /// The container that starts here; the line goes behind its mark.
    private func container(_ line: inout LineCursor, isParagraph: Bool) -> BlockContainer? {
        if containers.count >= Self.maximumContainers { return nil }
        if line.nextByte == UInt8(ascii: ">") {
            line.skipQuoteMark()
            return BlockContainer()
        }
        let text = line.firstNonblank..<line.end
        if line.nextByte == UInt8(ascii: "["), !isParagraph, let length = source.footnoteMarkerLength(text) {
            line.skipBlanks(and: length)
            return BlockContainer(indentation: 4)
        }
        guard !source.isHeadingUnderline(text) || !isParagraph, !source.isThematicBreak(text),
            let length = source.listMarkerLength(text, interruptsParagraph: isParagraph)
        else { return nil }
        let markerIndentation = line.indentation
        line.skipBlanks(and: length)
        let blanks = line.indentation
        if line.isBlank || blanks >= 5 || blanks < 1 {
            line.skip(columns: 1)
            return BlockContainer(indentation: markerIndentation + length + 1)
        }
        line.skip(columns: blanks)
        return BlockContainer(indentation: markerIndentation + length + blanks)
    }

    /// Ends what the line does not go on with, and marks the container that it goes on with as used.
    private mutating func open(_ matched: Int, _ opening: Opening) {
        if opening == .none { close(containersFrom: matched) }
        containers.indices.last.map { containers[$0].isEmpty = false }
    }

    /// Opens a leaf that is no paragraph, or takes the line as a part of the one that is open.
    private mutating func openLeaf(
        _ line: LineCursor, matched: Int, _ opening: Opening, isParagraph: Bool
    ) -> Bool {
        let text = line.firstNonblank..<line.end
        switch line.nextByte {
        case UInt8(ascii: "#"):
            guard let length = source.headingMarkLength(text) else { return false }
            open(matched, opening)
            keep(MarkdownBlock(kind: .text, range: text.lowerBound + length..<text.upperBound))
        case UInt8(ascii: "`"), UInt8(ascii: "~"):
            guard let fence = source.openingFence(text) else { return false }
            open(matched, opening)
            leaf.kind = .fencedCode(fence)
        case UInt8(ascii: "<"):
            guard !isMDX,
                let block = HTMLBlock.start(text, in: source, interruptsParagraph: isParagraph)
            else { return false }
            open(matched, opening)
            leaf.start(.html(block), text.lowerBound..<nextLine, end: line.end, isQuoted: isQuoted)
            if block.ends(with: text, in: source) || block.holdsMarkdown(text, in: source) { closeLeaf() }
        case UInt8(ascii: "="), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "_"):
            if isParagraph, source.isHeadingUnderline(text), takeDefinitions() {
                closeLeaf()
            } else if source.isThematicBreak(text) {
                open(matched, opening)
            } else {
                return isParagraph && openTable(text)
            }
        case UInt8(ascii: "|"), UInt8(ascii: ":"): return isParagraph && openTable(text)
        case UInt8(ascii: "{"):
            guard skipTemplateBlock(line) else { return false }
            open(matched, opening)
        case UInt8(ascii: "i"), UInt8(ascii: "e"):
            let isModule =
                source.hasBytes("import ", at: text.lowerBound) || source.hasBytes("export ", at: text.lowerBound)
            guard isMDX, isModule, !leaf.isParagraph, containers.isEmpty, line.indentation == 0 else { return false }
            open(matched, opening)
            leaf.kind = .modules
            imports.take(text, in: source)
        default: return false
        }
        return true
    }
}

extension LineCursor {
    /// Passes the mark of a block quote and the blank after it.
    mutating func skipQuoteMark() {
        skipBlanks(and: 1)
        if isAtBlank { skip(columns: 1) }
    }
}
