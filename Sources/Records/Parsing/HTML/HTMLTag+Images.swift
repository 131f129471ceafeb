/// What images a tag names.
extension HTMLTag {
    /// The element that the tag starts, with its images; nil without any.
    ///
    /// - Parameter source: The record that the places count in.
    func element(in source: SourceBytes) -> BodyElement? {
        var element = BodyElement(name: name, range: range, attributes: attributes, images: [])
        switch name {
        case "img", "image":
            // Browsers take one for the other (HTML §13.2.6.4.7).
            element.name = "img"
            element.construct = .img
            element.images = image(sizes: true) + candidates("srcset", or: "data-srcset", source)
            element.insertion = insertion(source, images: element.images)
        case "source":
            element.construct = .source
            element.images = pictureSource(source)
        case "video":
            element.construct = .video
            element.images = filledPlace(of: "poster").map { [image($0)] } ?? []
        case "input" where text(of: "type")?.lowercased() == "image":
            element.construct = .input
            element.images = filledPlace(of: "src").map { [image($0, hasSize: true, takesSize: true)] } ?? []
            element.insertion = insertion(source, images: element.images)
        case "meta":
            element.construct = .meta
            element.images = isImageProperty ? filledPlace(of: "content").map { [image($0)] } ?? [] : []
        case "link":
            element.construct = .link
            addLink(to: &element, source)
        default: break
        }
        return element.images.isEmpty ? nil : element
    }

    private func image(_ place: Int, hasSize: Bool = false, takesSize: Bool = false) -> BodyImage {
        let attribute = attributes[place]
        return BodyImage(
            url: Scalar(range: attribute.valueRange, text: attribute.text, style: attribute.style), urlAttribute: place,
            widthAttribute: hasSize ? self.place(of: "width") : nil,
            heightAttribute: hasSize ? self.place(of: "height") : nil, takesSize: takesSize)
    }

    /// What `src` names, or `data-src`, from which scripts load the image later, where `src` has nothing but a stand-in.
    private func image(sizes: Bool) -> [BodyImage] {
        let source = filledPlace(of: "src").flatMap { isFragment($0) ? nil : $0 }
        let isStandIn = source.map(isDataURL) ?? true
        guard let place = (isStandIn ? filledPlace(of: "data-src") : nil) ?? source else { return [] }
        return [image(place, hasSize: true, takesSize: true)]
    }

    private func isDataURL(_ place: Int) -> Bool {
        attributes[place].text.drop { $0.isWhitespace }.prefix(5).lowercased() == "data:"
    }

    /// `#` names the page itself, and stands where a script puts the URL.
    private func isFragment(_ place: Int) -> Bool { attributes[place].text.drop { $0.isWhitespace }.first == "#" }

    /// The candidates of `srcset`, or those of the attribute from which scripts fill it.
    private func candidates(_ name: String, or other: String? = nil, _ source: SourceBytes) -> [BodyImage] {
        let own = filledPlace(of: name)
        let isStandIn = own.map(isDataURL) ?? true
        guard let place = (isStandIn ? other.flatMap(filledPlace) : nil) ?? own else { return [] }
        let attribute = attributes[place]
        let text = HTMLText(source, range: attribute.innerRange)
        return SourceSet(text.bytes).candidates.enumerated().map { number, candidate in
            BodyImage(
                url: Scalar(
                    range: text.place(of: candidate.url),
                    text: String(decoding: text.bytes[candidate.url], as: UTF8.self), style: .plain),
                urlAttribute: place,
                descriptor: candidate.descriptor.map {
                    CandidateDescriptor(value: $0, range: text.place(of: candidate.descriptorRange))
                },
                suffix: ".\(attributes[place].name)[\(number)]", takesSize: false)
        }
    }

    /// The candidates of a `<source>`, which has them within `<picture>` alone: that of a video has `src`.
    private func pictureSource(_ source: SourceBytes) -> [BodyImage] {
        var images = candidates("srcset", or: "data-srcset", source)
        // Width and height are those of the image that is shown, if there is no other.
        if images.count == 1, images[0].descriptor == nil {
            images[0].widthAttribute = place(of: "width")
            images[0].heightAttribute = place(of: "height")
        }
        return images
    }
}

// MARK: - Links and properties

extension HTMLTag {
    /// What a `<meta>` says something of: Open Graph has it in `property`, others in `name`, and pages mix them up.
    var property: String? {
        (text(of: "property") ?? text(of: "name"))?.lowercased().trimmingSpaces()
    }

    private var isImageProperty: Bool {
        switch property {
        case "og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src": true
        default: words(of: "itemprop").contains("image")
        }
    }

    private func addLink(to element: inout BodyElement, _ source: SourceBytes) {
        let relations = words(of: "rel")
        let isIcon = relations.contains {
            ["icon", "apple-touch-icon", "apple-touch-icon-precomposed", "mask-icon"].contains($0)
        }
        let isPreload = relations.contains("preload") && text(of: "as")?.lowercased() == "image"
        guard isIcon || isPreload || relations.contains("image_src") || words(of: "itemprop").contains("image") else {
            return
        }
        if let place = filledPlace(of: "href") { element.images.append(image(place)) }
        if isPreload { element.images += candidates("imagesrcset", source) }
        if isIcon { splitSizes(of: &element, source) }
    }

    /// Makes two attributes of `sizes="180x180"`, the width and the height of the icon.
    ///
    /// Several sizes are those of one file with several images, and so may be that of a file in the ICO format.
    private func splitSizes(of element: inout BodyElement, _ source: SourceBytes) {
        guard let place = place(of: "sizes"), element.images.count == 1 else { return }
        let attribute = attributes[place]
        let inner = attribute.innerRange
        guard !SizePair.holdsSeveral(element.images[0].url.text), let pair = SizePair(source.slice(inner)) else {
            return
        }
        var width = attribute
        width.style = .plain
        var height = width
        width.valueRange = inner.lowerBound..<inner.lowerBound + pair.width.upperBound
        width.text = source.text(width.valueRange)
        height.valueRange = inner.lowerBound + pair.height.lowerBound..<inner.upperBound
        height.text = source.text(height.valueRange)
        element.attributes.replaceSubrange(place...place, with: [width, height])
        if element.images[0].urlAttribute > place { element.images[0].urlAttribute += 1 }
        element.images[0].widthAttribute = place
        element.images[0].heightAttribute = place + 1
    }
}

extension BodyAttribute {
    /// The value without its quotes.
    var innerRange: Range<Int> {
        style == .plain ? valueRange : valueRange.lowerBound + 1..<valueRange.upperBound - 1
    }
}

extension String {
    fileprivate func trimmingSpaces() -> String {
        let start = drop { $0.isWhitespace }
        return String(start.prefix(start.count - start.reversed().prefix { $0.isWhitespace }.count))
    }
}
