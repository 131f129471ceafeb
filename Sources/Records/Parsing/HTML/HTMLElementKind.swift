/// What a start tag of HTML means to the search for images.
enum HTMLElementKind {
    case other
    /// It may name images.
    case image
    case base
    case template
    case script
    /// What follows is text up to the end tag of that name.
    case rawText(StaticString)
    /// What follows is text, to the end of the HTML.
    case plaintext
    /// SVG or MathML starts.
    case foreign
}

extension SourceBytes {
    /// The kind of the element with a name.
    ///
    /// Without scripting `<noscript>` holds markup (HTML §4.12.2). So it is here, since what stands there is shown to
    /// some readers, and found by search engines.
    @inline(__always)
    func htmlElementKind(_ name: Range<Int>) -> HTMLElementKind {
        switch self[name.lowerBound] | 0x20 {
        case UInt8(ascii: "b"): isWord("base", in: name) ? .base : .other
        case UInt8(ascii: "i"):
            if isWord("img", in: name) || isWord("image", in: name) || isWord("input", in: name) {
                .image
            } else {
                isWord("iframe", in: name) ? .rawText("iframe") : .other
            }
        case UInt8(ascii: "l"): isWord("link", in: name) ? .image : .other
        case UInt8(ascii: "m"): isWord("meta", in: name) ? .image : isWord("math", in: name) ? .foreign : .other
        case UInt8(ascii: "n"):
            if isWord("noembed", in: name) {
                .rawText("noembed")
            } else {
                isWord("noframes", in: name) ? .rawText("noframes") : .other
            }
        case UInt8(ascii: "p"): isWord("plaintext", in: name) ? .plaintext : .other
        case UInt8(ascii: "s"): kindWithS(name)
        case UInt8(ascii: "t"): kindWithT(name)
        case UInt8(ascii: "v"): isWord("video", in: name) ? .image : .other
        case UInt8(ascii: "x"): isWord("xmp", in: name) ? .rawText("xmp") : .other
        default: .other
        }
    }

    private func kindWithS(_ name: Range<Int>) -> HTMLElementKind {
        switch name.count {
        case 3: isWord("svg", in: name) ? .foreign : .other
        case 5: isWord("style", in: name) ? .rawText("style") : .other
        case 6: isWord("source", in: name) ? .image : isWord("script", in: name) ? .script : .other
        default: .other
        }
    }

    private func kindWithT(_ name: Range<Int>) -> HTMLElementKind {
        switch name.count {
        case 5: isWord("title", in: name) ? .rawText("title") : .other
        case 8:
            if isWord("textarea", in: name) {
                .rawText("textarea")
            } else {
                isWord("template", in: name) ? .template : .other
            }
        default: .other
        }
    }
}
