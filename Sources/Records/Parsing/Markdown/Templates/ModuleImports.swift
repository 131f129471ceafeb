/// Images that the modules of MDX import under a name: `import photo from './photo.png'` (ECMAScript §16.2.2).
///
/// An import may stand anywhere, also behind what uses it.
struct ModuleImports {
    private var files: [String: Scalar] = [:]

    /// Takes the import that a line of a block of imports and exports is, where it is one of an image.
    mutating func take(_ line: Range<Int>, in source: SourceBytes) {
        guard source.hasBytes("import ", at: line.lowerBound) else { return }
        let text = source.prefix(upTo: line.upperBound)
        let start = text.skipSpaces(from: line.lowerBound + 7, lineEnds: 0)
        var end = start
        while text[end].isLetterOrDigit || text[end] == UInt8(ascii: "_") || text[end] == UInt8(ascii: "$") { end += 1 }
        let name = text.text(start..<end)
        guard !name.isEmpty, !text[start].isDigit, files[name] == nil, let file = Self.file(behind: end, in: text)
        else {
            return
        }
        files[name] = file
    }

    /// The string behind `from`; other names may stand in braces before it.
    private static func file(behind end: Int, in text: SourceBytes) -> Scalar? {
        var index = text.skipSpaces(from: end, lineEnds: 0)
        if text[index] == UInt8(ascii: ",") { index = text.firstIndex(of: "from", in: index..<text.count) ?? index }
        guard text.hasBytes("from", at: index) else { return nil }
        let start = text.skipSpaces(from: index + 4, lineEnds: 0)
        let quote = text[start]
        guard quote == .quotationMark || quote == UInt8(ascii: "'"), start + 1 < text.count,
            let end = text.firstIndex(of: quote, in: start + 1..<text.count),
            text.firstIndex(of: .backslash, in: start..<end) == nil
        else { return nil }
        let url = text.text(start + 1..<end)
        guard ImageText.hasExtension(url) else { return nil }
        // Without the quotes, as a candidate of `srcset` has it, so that all uses name the same bytes.
        return Scalar(range: start + 1..<end, text: url, style: .plain)
    }

    /// The file that an expression names, as such, or by the address that bundlers keep in it.
    func file(_ expression: String) -> Scalar? {
        if files.isEmpty { return nil }
        let parts = expression.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard let name = parts.first,
            ["", "src", "default", "default.src"].contains(parts.dropFirst().joined(separator: "."))
        else { return nil }
        return files[name]
    }

    /// The drawing that a component of that name shows, which bundlers make of an SVG.
    func component(_ name: String) -> Scalar? {
        guard let file = files[name], file.text.prefix(while: { $0 != "?" }).lowercased().hasSuffix(".svg") else {
            return nil
        }
        return file
    }
}

extension BodyElement {
    /// With the places of the files that its first attributes name by imports.
    func importing(_ files: [Scalar?]) -> BodyElement {
        if files.allSatisfy({ $0 == nil }) { return self }
        var result = self
        for (index, file) in files.enumerated() {
            guard let file else { continue }
            result.attributes[index].valueRange = file.range
            result.attributes[index].style = file.style
            result.attributes[index].isElsewhere = true
        }
        for (index, image) in images.enumerated() {
            guard files.indices.contains(image.urlAttribute), let file = files[image.urlAttribute] else { continue }
            result.images[index].url = file
        }
        // What bundlers take for one address, `srcset` may take for several.
        result.images.removeAll { image in
            !image.suffix.isEmpty && result.attributes[image.urlAttribute].isElsewhere
                && SourceSet(Array(image.url.text.utf8)).candidates.count != 1
        }
        return result
    }
}
