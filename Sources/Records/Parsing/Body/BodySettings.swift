/// How the bodies of records are read.
package struct BodySettings: Sendable, Hashable {
    /// What is known beside the usual shortcodes, tags of template languages and components.
    package var shortcodes: [Shortcode] = []
    /// How an image of Markdown says its size; nil where that is not known, and none is added.
    package var flavour: MarkdownFlavour?

    package init() {}
}

/// Kinds of Markdown that give an image attributes, each in its own way.
package enum MarkdownFlavour: String, Sendable, Hashable, CaseIterable {
    /// `![](a.png){: width="600" height="400"}`.
    case kramdown
    /// `![](a.png){width=600 height=400}`, where the generator has attributes turned on.
    case goldmark
    /// `![](a.png){width=600 height=400}`.
    case pandoc
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
