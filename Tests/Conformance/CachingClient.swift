import Fetching
import Glibc
import HTTPRules

/// Answers requests from stored responses and from the network, as a private cache (RFC 9111).
struct CachingClient: Sendable {
    /// A response as the client gets it.
    struct Answer: Sendable {
        var status: Int
        var fields: HTTPFields
        var body: [UInt8]
    }

    /// No response at all.
    struct Failure: Error {
        let reason: String
    }

    private static let gatewayTimeout = Answer(status: 504, fields: HTTPFields(), body: [])

    private let engine: FetchEngine
    private let options: FetchOptions
    private let store: ResponseStore

    init(store: ResponseStore) throws {
        var options = FetchOptions()
        options.allowsPrivateHosts = true
        options.hostDelay = .zero
        options.hostConcurrency = 64
        // The server's own log tells whether it was asked, so that asking again would be taken for a mistake.
        options.maximumRetries = 0
        // A suite has limits of time of its own, and knows how busy its machine is.
        options.connectTimeout = .seconds(300)
        options.firstByteTimeout = .seconds(300)
        options.stallTimeout = .seconds(300)
        options.totalTimeout = .seconds(300)
        self.options = options
        self.store = store
        engine = try FetchEngine(options: options)
    }

    func close() { engine.shutdown() }

    func answer(_ fetch: FetchRequest) async throws -> Answer {
        let request = CacheRequest(method: fetch.method, fields: HTTPFields(options.fields(of: fetch)))
        guard fetch.method == "GET", request.fields["range"] == nil, !request.isConditional else {
            return try await passOn(fetch, request)
        }
        let stored = await store.item(for: fetch.url, request: request)
        let reuse = stored?.response.reuse(for: request, at: now)
        if let stored, reuse == .answer { return try await answer(from: stored) }
        if let stored, reuse == .answerAndValidate {
            Task { try await ask(fetch, request, about: stored) }
            return try await answer(from: stored)
        }
        if request.directives.contains("only-if-cached") {
            return Self.gatewayTimeout
        }
        return try await ask(fetch, request, about: stored)
    }

    /// Lets a request through that stored responses have no part in.
    private func passOn(_ fetch: FetchRequest, _ request: CacheRequest) async throws -> Answer {
        let response = try await engine.response(to: fetch)
        if request.invalidates(status: response.status) {
            await store.removeAll(of: fetch.url)
        }
        return try await settle(response, fetch, request)
    }

    /// Asks the server, with the validators of what is stored.
    private func ask(
        _ fetch: FetchRequest, _ request: CacheRequest, about stored: ResponseStore.Item?
    ) async throws -> Answer {
        var conditional = fetch
        conditional.etag = stored?.response.etag
        conditional.lastModified = stored?.response.lastModified
        let response: FetchResponse
        do {
            response = try await engine.response(to: conditional)
        } catch {
            guard let stored else { throw error }
            // What may not be reused without asking gives way to an error of our own (RFC 9111 §5.2.2.2).
            guard mayReplace(stored, nil, request) else { return Self.gatewayTimeout }
            return try await answer(from: stored)
        }
        if let stored, mayReplace(stored, response.status, request) { return try await answer(from: stored) }
        guard response.status == 304 else { return try await settle(response, fetch, request) }
        guard var stored, response.isConditional else { throw Failure(reason: "a 304 that nobody asked for") }
        let fields = HTTPFields(response.headers)
        guard stored.response.isConfirmed(by: fields) else {
            return try await settle(try await engine.response(to: fetch), fetch, request)
        }
        stored.response = stored.response.confirmed(
            by: fields, request: request.fields, requestedAt: response.requestedAt, receivedAt: response.receivedAt)
        await store.update(stored, for: fetch.url, request: request)
        return try await answer(from: stored)
    }

    private func mayReplace(_ stored: ResponseStore.Item, _ status: Int?, _ request: CacheRequest) -> Bool {
        stored.response.mayReplace(errorStatus: status, for: request, at: now)
    }

    /// Stores a response where that is allowed, and hands it on.
    private func settle(
        _ response: FetchResponse, _ fetch: FetchRequest, _ request: CacheRequest
    ) async throws -> Answer {
        let fields = HTTPFields(response.headers)
        if Storability.isStorable(status: response.status, fields: fields, request: request) {
            let stored = StoredResponse(
                status: response.status, fields: fields, request: request.fields, requestedAt: response.requestedAt,
                receivedAt: response.receivedAt)
            try await store.put(stored, body: response.body, for: fetch.url, request: request)
        }
        return Answer(status: response.status, fields: fields.storable, body: response.body)
    }

    private func answer(from stored: ResponseStore.Item) async throws -> Answer {
        let age = Freshness(of: stored.response).age(at: now)
        let fields = stored.response.fields.without(["age"]).adding(HTTPFields([(name: "Age", value: "\(age)")]))
        return Answer(status: stored.response.status, fields: fields, body: try await store.body(of: stored))
    }

    private var now: Int64 { Int64(time(nil)) }
}

extension CacheRequest {
    /// The client has a stored response of its own, and asks about that.
    fileprivate var isConditional: Bool {
        ["if-none-match", "if-modified-since", "if-match", "if-unmodified-since", "if-range"]
            .contains { fields[$0] != nil }
    }
}

extension FetchEngine {
    fileprivate func response(to request: FetchRequest) async throws -> FetchResponse {
        switch await fetch(request).result {
        case .success(let response): return response
        case .failure(let failure): throw CachingClient.Failure(reason: failure.reason)
        }
    }
}
