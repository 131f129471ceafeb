/// Collects what several tags say of one image: `og:image` and the properties that follow it.
///
/// Structured properties belong to the image before them (https://ogp.me/#structured). Elements that come in between wait,
/// so that all are handed over in the order of the source.
struct ImageProperties {
    /// An `og:image` and what came after it.
    private var waiting: [BodyElement] = []
    private var isOpen = false

    /// Takes a tag that may name images.
    mutating func add<Sink: NodeSink>(_ tag: HTMLTag, _ source: SourceBytes, into sink: inout Sink) {
        let property = tag.name == "meta" ? tag.property : nil
        if isOpen, let property, let role = Role(property), addToImage(role, tag) { return }
        guard let element = tag.element(in: source) else { return }
        if property == "og:image" || property == "og:image:url" || property == "og:image:secure_url" {
            finish(into: &sink)
            isOpen = true
            waiting.append(element)
        } else if isOpen, tag.name == "meta" || tag.name == "link" {
            waiting.append(element)
        } else {
            // Properties stand in the head of a page, where no image does.
            finish(into: &sink)
            sink.element(element)
        }
    }

    /// Hands over what waits.
    mutating func finish<Sink: NodeSink>(into sink: inout Sink) {
        for element in waiting { sink.element(element) }
        waiting.removeAll(keepingCapacity: true)
        isOpen = false
    }

    fileprivate enum Role {
        case url(String), width, height

        init?(_ property: String) {
            switch property {
            case "og:image:url": self = .url("url")
            case "og:image:secure_url": self = .url("secure_url")
            case "og:image:width": self = .width
            case "og:image:height": self = .height
            default: return nil
            }
        }
    }

    /// Gives the open image a property; false where it has that one, or has nothing to do with this.
    private mutating func addToImage(_ role: Role, _ tag: HTMLTag) -> Bool {
        guard let content = tag.filledPlace(of: "content"), waiting[0].images.allSatisfy({ $0.suffix != role.suffix })
        else { return false }
        let place = waiting[0].attributes.count + content
        switch role {
        case .url:
            let attribute = tag.attributes[content]
            waiting[0].images.append(
                BodyImage(
                    url: Scalar(range: attribute.valueRange, text: attribute.text, style: attribute.style),
                    urlAttribute: place, suffix: role.suffix ?? "", takesSize: false))
        case .width:
            if waiting[0].images[0].widthAttribute != nil { return false }
            waiting[0].images[0].widthAttribute = place
        case .height:
            if waiting[0].images[0].heightAttribute != nil { return false }
            waiting[0].images[0].heightAttribute = place
        }
        waiting[0].attributes += tag.attributes
        waiting[0].range = waiting[0].range.lowerBound..<tag.range.upperBound
        return true
    }
}

extension ImageProperties.Role {
    /// What the path of its image ends in; nil of what is none.
    fileprivate var suffix: String? { if case .url(let name) = self { ".\(name)" } else { nil } }
}
