/// How the bodies of records are read.
package struct BodySettings: Sendable, Hashable {
    /// What is known beside the usual shortcodes, tags of template languages and components.
    package var shortcodes: [Shortcode] = []
    /// How an image of Markdown says its size; nil where that is not known, and none is added.
    package var flavour: MarkdownFlavour?

    /// What is passed over; a test turns one off.
    var excluded: Set<BodyConstruct> = []

    package init() {}
}

/// A way to name an image in a body or page.
enum BodyConstruct: Sendable, Hashable, CaseIterable {
    /// `![](a.png)`.
    case markdownImage
    /// `![][a]`.
    case reference
    /// `{: width="600"}` behind an image of Markdown.
    case attributeList
    /// `{% img a.png %}`.
    case templateTag
    /// `{{< figure src="a.png" >}}`.
    case hugoShortcode
    /// `<Image src="a.png" />`.
    case component
    /// `<img src={'a.png'} />`.
    case expression
    /// `import photo from './a.png'`.
    case moduleImport
    case img
    /// `<input type="image">`.
    case input
    /// `<video poster>`.
    case video
    /// `<source>`.
    case source
    /// A candidate of `srcset`.
    case candidate
    /// `<meta property="og:image">`.
    case meta
    /// `<link rel="icon">`.
    case link
    /// JSON-LD.
    case linkedData
}

/// Kinds of Markdown that give an image a size, each in its own way.
package enum MarkdownFlavour: String, Sendable, Hashable, CaseIterable {
    /// `![](a.png){: width="600" height="400"}`.
    case kramdown
    /// `![](a.png){width=600 height=400}`, where the generator has attributes turned on.
    case goldmark
    /// `![](a.png){width=600 height=400}`.
    case pandoc
    /// `![](a.png =600x400)`.
    case imsize
    /// `![[a.png]]` and `![[a.png|600x400]]`.
    case obsidian
}

/// A shortcode, tag of a template language, or component that names an image.
package struct Shortcode: Sendable, Hashable {
    /// Which argument it is.
    package enum Argument: Sendable, Hashable {
        case named(String)
        /// The number of one without a name, from 0.
        case position(Int)
    }

    package var name: String
    package var source: Argument
    package var width: Argument?
    package var height: Argument?

    package init(name: String, source: Argument, width: Argument? = nil, height: Argument? = nil) {
        self.name = name
        self.source = source
        self.width = width
        self.height = height
    }
}
