import TestSupport

@testable import Records

/// A Markdown body or page of random constructs that name images, among text that names none.
struct RandomBody {
    /// An image that the body names.
    struct Image: Equatable {
        var url: String
        /// As written; nil where there is none.
        var width: String?
        var height: String?
        /// A width and height can be added.
        var takesNew: Bool
    }

    private(set) var text = ""
    private(set) var images: [Image] = []
    let flavour: MarkdownFlavour?
    let path: String

    var vocabulary: EntryVocabulary {
        var vocabulary = EntryVocabulary()
        vocabulary.bodies.flavour = flavour
        return vocabulary
    }

    init(seed: Int) {
        var random = SeededGenerator(seed: seed)
        flavour = [nil, .kramdown, .goldmark, .pandoc, .imsize, .obsidian].randomElement(using: &random) ?? nil
        path = seed % 3 == 0 ? "page.html" : "post.md"
        if path == "post.md" { text = "---\ntitle: T\n---\n" }
        let lineEnd = seed % 4 == 1 ? "\r\n" : "\n"
        for number in 0..<Int.random(in: 1...6, using: &random) {
            addText(&random)
            if path == "page.html" || Bool.random(using: &random) {
                addTag(number, &random)
            } else if Bool.random(using: &random) {
                addShortcode(number, &random)
            } else {
                addMarkdown(number, &random)
            }
            text += "\n\n"
        }
        text = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: lineEnd)
    }

    private mutating func addText(_ random: inout SeededGenerator) {
        let pieces = [
            "Words, and more of them; 3 < 4 & 5 > 4. ", "<p class=\"lead\">Ä text</p>\n\n",
            "<!-- <img src=\"no.png\"> -->\n\n",
            "width=\"600\" height=\"400\" ", "<b title='a > b'>bold</b> ",
            "<script>var a = '<img src=no.png>';</script>\n\n", "",
        ]
        text += pieces.randomElement(using: &random) ?? ""
    }

    /// `<img>`, with the attributes in any order and any quotes.
    private mutating func addTag(_ number: Int, _ random: inout SeededGenerator) {
        let url = "https://media.example/\(number).jpg"
        let quote = ["\"", "'", ""].randomElement(using: &random) ?? ""
        let names = Bool.random(using: &random) ? ("src", "width", "height") : ("SRC", "WIDTH", "HEIGHT")
        var attributes = ["\(names.0)=\(quote)\(url)\(quote)", "alt=\"a > b\"", "loading=lazy"].shuffled(using: &random)
        let (width, height) = Self.sides(&random)
        for (name, side) in [(names.1, width), (names.2, height)] {
            guard let side else { continue }
            let place = Int.random(in: 0...attributes.count, using: &random)
            attributes.insert("\(name)=\(quote)\(side)\(quote)", at: place)
        }
        let separator = [" ", "\n    ", "  "].randomElement(using: &random) ?? " "
        text += "<img" + separator + attributes.joined(separator: separator)
        text += [">", " />", " >"].randomElement(using: &random) ?? ">"
        images.append(Image(url: url, width: width, height: height, takesNew: true))
    }

    /// `![]()`, with an attribute list where the flavour has such.
    private mutating func addMarkdown(_ number: Int, _ random: inout SeededGenerator) {
        switch flavour {
        case .imsize: return addImageWithSize(number, &random)
        case .obsidian: return addEmbed(number, &random)
        case nil, .kramdown, .goldmark, .pandoc: break
        }
        let url = "https://media.example/\(number).png"
        text += "![an *image* here](\(url)" + ([" \"Title\"", ""].randomElement(using: &random) ?? "") + ")"
        var image = Image(url: url, width: nil, height: nil, takesNew: flavour != nil)
        if let flavour, Bool.random(using: &random) {
            let (width, height) = Self.sides(&random)
            let quote = flavour == .kramdown ? "\"" : ["\"", ""].randomElement(using: &random) ?? ""
            var list = [".wide", "#id\(number)"].shuffled(using: &random)
            if let width { list.append("width=\(quote)\(width)\(quote)") }
            if let height { list.append("height=\(quote)\(height)\(quote)") }
            text += (flavour == .kramdown ? "{: " : "{") + list.joined(separator: " ") + "}"
            (image.width, image.height) = (width, height)
        }
        text += " and words"
        images.append(image)
    }

    /// `![](a.png =600x400)`, where a missing side has its place already.
    private mutating func addImageWithSize(_ number: Int, _ random: inout SeededGenerator) {
        let url = "https://media.example/\(number).png"
        let (width, height) = Self.sides(&random)
        text += "![an *image*](\(url)" + ([" \"Title\"", ""].randomElement(using: &random) ?? "")
        if width != nil || height != nil { text += " =\(width ?? "")x\(height ?? "")" }
        text += ([") and words", " )"].randomElement(using: &random) ?? ")")
        images.append(Image(url: url, width: width, height: height, takesNew: true))
    }

    /// `![[a.png|600x400]]`, whose height stands behind a width alone.
    private mutating func addEmbed(_ number: Int, _ random: inout SeededGenerator) {
        let url = "pictures/my \(number).png"
        var (width, height) = Self.sides(&random)
        if width == nil { height = nil }
        text += "words ![[\(url)" + (["|a caption", ""].randomElement(using: &random) ?? "")
        if let width { text += "|\(width)" + (height.map { "x\($0)" } ?? "") }
        text += "]] and [[another.png]]"
        images.append(Image(url: url, width: width, height: height, takesNew: width != nil))
    }

    /// A shortcode of Hugo or a component.
    private mutating func addShortcode(_ number: Int, _ random: inout SeededGenerator) {
        let url = "https://media.example/\(number).webp"
        let (width, height) = Self.sides(&random)
        let sides = [("width", width), ("height", height)].compactMap { name, side in side.map { (name, $0) } }
        let arguments = ["src=\"\(url)\""] + sides.map { "\($0.0)=\"\($0.1)\"" } + ["alt=\"b\""]
        text += "\n\n{{< figure " + arguments.joined(separator: " ") + " >}}"
        images.append(Image(url: url, width: width, height: height, takesNew: true))
    }

    private static func sides(_ random: inout SeededGenerator) -> (String?, String?) {
        let side = { (random: inout SeededGenerator) -> String? in
            Bool.random(using: &random) ? nil : String(Int.random(in: 1...3000, using: &random))
        }
        return (side(&random), side(&random))
    }
}
