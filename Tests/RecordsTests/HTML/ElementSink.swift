@testable import Records

/// Takes what a page says of images.
struct ElementSink: NodeSink {
    private(set) var elements: [BodyElement] = []
    private(set) var base: String?
    /// The scalars of JSON-LD, keys among them.
    private(set) var data: [String] = []

    var bodies: BodySettings? { BodySettings() }

    mutating func beginDocument() {}
    mutating func beginCollection(_ node: CollectionNode) {}
    mutating func endCollection() {}
    mutating func scalar(_ node: ScalarNode) { data.append(node.text) }
    mutating func needsPlace(ofScalar content: UnsafeRawBufferPointer) -> Bool { true }
    mutating func alias(_ node: AliasNode) {}
    mutating func beginTable(_ columns: [TableColumn]) -> Bool { false }
    mutating func column(_ index: Int) {}
    mutating func element(_ element: BodyElement) { elements.append(element) }
    mutating func beginEmbeddedData(_ name: String) { data.append(name) }
    mutating func baseURL(_ url: String) { base = base ?? url }
    mutating func abandonItem(_ failure: ItemFailure) {}

    init(_ page: String) {
        Array(page.utf8).withSource { HTMLPage.scan($0, from: 0, into: &self) }
    }

    /// - Parameter hasTemplates: The page goes through a generator of sites first.
    init(_ page: String, hasTemplates: Bool) {
        let bytes = Array(page.utf8)
        bytes.withSource { source in
            var scanner = HTMLScanner(source, hasTemplates: hasTemplates)
            scanner.scan(0..<bytes.count, into: &self)
        }
    }

    var images: [BodyImage] { elements.flatMap(\.images) }
    var urls: [String] { images.map(\.url.text) }
}

/// The URLs of the images of a page, in the order of the source.
func urls(_ page: String) -> [String] { ElementSink(page).urls }
