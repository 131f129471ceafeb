/// A start tag that `SVGScanner` reads.
struct SVGTag {
    private(set) var name = SVGName()
    private(set) var isEmpty = false
    /// The prefixes that it declares.
    private(set) var declared = SVGNameList()
    /// The namespaces of these, in the same order.
    private var namespaces = SVGNameList()
    private var attributes = SVGNameList()
    private var values = SVGNameList()
    private var hasNamespace = false

    /// Takes the tag that begins at `start`; only that of the root may declare prefixes.
    mutating func read(_ bytes: RawSpan, from start: Int, isRoot: Bool) -> SVGScanner.Step {
        var index = start + 1
        name = bytes.svgName(at: index)
        if name.count == 0 { return bytes.svgByte(index) == nil ? .incomplete : .unknown }
        index = name.end
        if isRoot, index < bytes.byteCount, !bytes.hasText("svg", name) { return .unknown }
        while true {
            let space = index
            while let byte = bytes.svgByte(index), UInt16(byte).isXMLSpace { index += 1 }
            switch bytes.svgByte(index) {
            case nil: return .incomplete
            case 0x3E: return .taken(index + 1)
            case 0x2F:
                isEmpty = true
                guard let last = bytes.svgByte(index + 1) else { return .incomplete }
                return last == 0x3E ? .taken(index + 2) : .unknown
            default:
                guard index > space else { return .unknown }
                let step = attribute(bytes, from: index, isRoot: isRoot)
                guard case .taken(let end) = step else { return step }
                index = end
            }
        }
    }

    private mutating func attribute(_ bytes: RawSpan, from start: Int, isRoot: Bool) -> SVGScanner.Step {
        let name = bytes.svgName(at: start)
        if name.count == 0 { return .unknown }
        var index = name.end
        while let byte = bytes.svgByte(index), UInt16(byte).isXMLSpace { index += 1 }
        guard let sign = bytes.svgByte(index) else { return .incomplete }
        guard sign == 0x3D else { return .unknown }
        index += 1
        while let byte = bytes.svgByte(index), UInt16(byte).isXMLSpace { index += 1 }
        guard let quote = bytes.svgByte(index) else { return .incomplete }
        guard UInt16(quote).isXMLQuote else { return .unknown }
        let step = bytes.svgValueEnd(from: index + 1, quote: quote)
        guard case .taken(let end) = step else { return step }
        let value = SVGName(start: index + 1, count: end - index - 2)
        for other in 0..<attributes.count where bytes.areEqual(attributes[other], name) { return .unknown }
        guard attributes.append(name), values.append(value), note(name, value, bytes, isRoot: isRoot) else {
            return .unknown
        }
        return .taken(end)
    }

    /// Takes note of a namespace; false of one that is not known for sure to be right.
    private mutating func note(_ name: SVGName, _ value: SVGName, _ bytes: RawSpan, isRoot: Bool) -> Bool {
        guard bytes.hasText("xmlns", at: name.start) else { return true }
        if name.count == 5 {
            hasNamespace = true
            return bytes.hasText("http://www.w3.org/2000/svg", value)
        }
        guard isRoot, bytes.svgByte(name.start + 5) == 0x3A else { return false }
        let prefix = SVGName(start: name.start + 6, count: name.count - 6)
        // Those that begin so are reserved, and so are the namespaces below these.
        guard !bytes.hasText("xml", at: prefix.start), value.count > 0, bytes.isPlain(value),
            !bytes.hasText("http://www.w3.org/XML/", at: value.start),
            !bytes.hasText("http://www.w3.org/2000/xmlns", at: value.start)
        else { return false }
        // Two prefixes of one namespace can make two attributes the same.
        for other in 0..<namespaces.count where bytes.areEqual(namespaces[other], value) { return false }
        return declared.append(prefix) && namespaces.append(value)
    }

    /// Whether the prefixes of its names are among those of the root.
    func usesOnly(_ prefixes: SVGNameList, _ bytes: RawSpan) -> Bool {
        guard isKnown(name, prefixes, bytes, allowsXML: false) else { return false }
        for index in 0..<attributes.count where !isKnown(attributes[index], prefixes, bytes, allowsXML: true) {
            return false
        }
        return true
    }

    private func isKnown(_ name: SVGName, _ prefixes: SVGNameList, _ bytes: RawSpan, allowsXML: Bool) -> Bool {
        guard let colon = bytes.svgColon(in: name) else { return true }
        let prefix = SVGName(start: name.start, count: colon - name.start)
        for index in 0..<prefixes.count where bytes.areEqual(prefixes[index], prefix) { return true }
        return allowsXML && (bytes.hasText("xml", prefix) || bytes.hasText("xmlns", prefix))
    }

    /// What gives the root its size; nil where it is not known for sure.
    func root(_ bytes: RawSpan) -> SVGSize.Attributes? {
        guard hasNamespace else { return nil }
        var result = SVGSize.Attributes()
        for index in 0..<attributes.count {
            let name = attributes[index]
            guard isOfSize(name, bytes) else { continue }
            guard bytes.isPlain(values[index], allowsBlanks: true) else { return nil }
            let value = bytes.svgText(values[index])
            if bytes.hasText("width", name) {
                result.width = value
            } else if bytes.hasText("height", name) {
                result.height = value
            } else if bytes.hasText("viewBox", name) {
                result.viewBox = value
            } else if bytes.hasText("style", name) {
                result.style = value
            } else {
                result.fontSize = value
            }
        }
        return result
    }

    private func isOfSize(_ name: SVGName, _ bytes: RawSpan) -> Bool {
        bytes.hasText("width", name) || bytes.hasText("height", name) || bytes.hasText("viewBox", name)
            || bytes.hasText("style", name) || bytes.hasText("font-size", name)
    }
}
