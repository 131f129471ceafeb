/// The elements of SVG and MathML that are open, and those of HTML within them (HTML §13.2.6.5).
///
/// In them other rules hold: `<image>` is no `<img>`, `<style>` holds markup, and there is CDATA. Outside of them no element
/// is kept, so that an end tag of HTML counts there as one of an element that is open.
struct HTMLForeignContent {
    /// Where HTML stands within foreign elements.
    private enum Integration {
        case none, html, mathMLText, annotation
    }

    private struct Element {
        /// A hash of the name in lower case.
        var name: UInt64
        var isHTML = false
        var isMathML = false
        var integration = Integration.none
    }

    private var elements: [Element] = []

    /// What is nested deeper is not kept, so that a tag costs no more than that many comparisons.
    private static let maximumDepth = 256

    var isEmpty: Bool { elements.isEmpty }
    var depth: Int { elements.count }

    /// The next tag stands in an element of SVG or MathML.
    var isForeign: Bool { elements.last.map { !$0.isHTML } ?? false }

    /// Takes a start tag.
    ///
    /// - Returns: Whether it is a tag of HTML.
    mutating func begin(_ tag: HTMLStartTag) -> Bool {
        let name = tag.nameHash
        guard let top = elements.last else { return beginHTML(tag, name) }
        let takesHTML =
            switch top.integration {
            case _ where top.isHTML: true
            case .html: true
            case .mathMLText: !Names.mathMLGlyphs.contains(name)
            case .annotation: name == Names.svg
            case .none: false
            }
        if takesHTML { return beginHTML(tag, name) }
        if Names.html.contains(name) || (name == Names.font && tag.hasAttribute(["color", "face", "size"])) {
            leaveForeign()
            return beginHTML(tag, name)
        }
        push(tag, Element(name: name, isMathML: top.isMathML, integration: integration(of: tag, name, top.isMathML)))
        return false
    }

    private mutating func beginHTML(_ tag: HTMLStartTag, _ name: UInt64) -> Bool {
        if name == Names.svg || name == Names.math {
            push(tag, Element(name: name, isMathML: name == Names.math))
            return false
        }
        if elements.isEmpty || Names.void.contains(name) { return true }
        if elements.last?.isHTML == true, elements.last?.name == Names.p, Names.closingP.contains(name) {
            elements.removeLast()
        }
        if elements.count < Self.maximumDepth { elements.append(Element(name: name, isHTML: true)) }
        return true
    }

    private mutating func push(_ tag: HTMLStartTag, _ element: Element) {
        if !tag.isSelfClosing, elements.count < Self.maximumDepth { elements.append(element) }
    }

    private func integration(of tag: HTMLStartTag, _ name: UInt64, _ isMathML: Bool) -> Integration {
        if !isMathML { return Names.svgWithHTML.contains(name) ? .html : .none }
        if Names.mathMLTexts.contains(name) { return .mathMLText }
        guard name == Names.annotation else { return .none }
        let encoding = tag.value(of: "encoding")?.lowercased()
        return encoding == "text/html" || encoding == "application/xhtml+xml" ? .html : .annotation
    }

    /// Closes elements up to one that holds HTML.
    private mutating func leaveForeign() {
        while let top = elements.last, !top.isHTML, top.integration != .html, top.integration != .mathMLText {
            elements.removeLast()
        }
    }

    /// Takes an end tag.
    ///
    /// - Parameter depth: The number of elements that it cannot close.
    /// - Returns: Whether it closes one of these elements, or none at all.
    mutating func end(_ name: UInt64, above depth: Int) -> Bool {
        if isForeign, name == Names.p || name == Names.br { leaveForeign() }
        var index = elements.count
        var isInForeign = isForeign
        while index > depth {
            index -= 1
            let element = elements[index]
            if element.isHTML { isInForeign = false }
            if element.name == name, element.isHTML || isInForeign {
                elements.removeLast(elements.count - index)
                return true
            }
            // What surrounds HTML keeps its end tags in.
            if !isInForeign, !element.isHTML, element.integration != .none { return true }
        }
        if !elements.isEmpty, !Names.closable.contains(name) { return true }
        return false
    }

    /// Closes all but the outermost elements.
    mutating func close(to depth: Int) {
        if elements.count > depth { elements.removeLast(elements.count - depth) }
    }
}

extension HTMLForeignContent {
    /// Hashes of names.
    fileprivate enum Names {
        static let svg = HTMLStartTag.hash("svg")
        static let math = HTMLStartTag.hash("math")
        static let p = HTMLStartTag.hash("p")
        static let br = HTMLStartTag.hash("br")
        static let font = HTMLStartTag.hash("font")
        static let annotation = HTMLStartTag.hash("annotation-xml")

        /// Tags that end foreign content.
        static let html = hashes(
            "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu "
                + "meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var")
        static let void = hashes(
            "area base basefont bgsound br col embed frame hr image img input keygen link meta param source track wbr")
        /// Tags that end a paragraph.
        static let closingP = hashes(
            "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 "
                + "h3 h4 h5 h6 header hgroup hr li listing main menu nav ol p plaintext pre search section summary table ul "
                + "xmp")
        /// Elements of HTML that end foreign content with themselves.
        static let closable = hashes(
            "a abbr address article aside b big blockquote body button caption center code dd details dialog div dl dt em "
                + "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup html i label legend li main menu "
                + "nav ol p picture pre s section small span strong summary table tbody td template tfoot th thead tr u ul video"
        )
        static let svgWithHTML = hashes("foreignobject desc title")
        static let mathMLTexts = hashes("mi mo mn ms mtext")
        static let mathMLGlyphs = hashes("mglyph malignmark")

        private static func hashes(_ names: String) -> Set<UInt64> {
            Set(names.split(separator: " ").map { HTMLStartTag.hash($0) })
        }
    }
}
