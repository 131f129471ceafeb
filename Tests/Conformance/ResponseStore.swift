import HTTPRules
import Hashing
import TestSupport

/// Responses by URL and by what their servers chose them by; the bodies are files of a temporary directory.
actor ResponseStore {
    /// A stored response and its body.
    struct Item: Sendable {
        var response: StoredResponse
        var object: SHA256
    }

    private let directory: TemporaryDirectory
    /// The newest first.
    private var items: [String: [Item]] = [:]

    init() throws {
        directory = try TemporaryDirectory()
    }

    /// The newest response that a request may get, or that can be asked about in its name.
    func item(for url: String, request: CacheRequest) -> Item? {
        let items = items[url] ?? []
        // A server that is asked about another variant may still say that it is the right one (RFC 9111 §4.3.1).
        return items.first { $0.response.variant.matches(request.fields) } ?? items.first
    }

    func body(of item: Item) throws -> [UInt8] { try directory.bytes(of: item.object.hex) }

    /// Stores a response in the place of the one that the same request would get.
    @discardableResult
    func put(_ response: StoredResponse, body: [UInt8], for url: String, request: CacheRequest) throws -> Item {
        let item = Item(response: response, object: SHA256(of: body))
        try directory.write(body, to: item.object.hex)
        replace(item, for: url, request: request)
        return item
    }

    /// Takes over what a 304 said of a response.
    func update(_ item: Item, for url: String, request: CacheRequest) {
        replace(item, for: url, request: request)
    }

    func removeAll(of url: String) { items[url] = nil }

    private func replace(_ item: Item, for url: String, request: CacheRequest) {
        let others = (items[url] ?? []).filter {
            !$0.response.variant.matches(request.fields) && $0.response.variant != item.response.variant
        }
        items[url] = [item] + others
    }
}
