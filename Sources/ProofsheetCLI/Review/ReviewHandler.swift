import FlyingFox
import Foundation
import Proofsheet

/// Answers the requests of a review's page; only POST changes anything.
struct ReviewHandler: HTTPHandler {
    let review: Review
    let gate: ReviewGate
    let onDone: @Sendable () -> Void

    /// Bytes of the decisions on some 200,000 entries.
    private static let bodyLimit = 1 << 26
    private static let changes: Set<String> = ["apply", "undo", "done"]

    func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
        guard let path = gate.path(of: request) else { return HTTPResponse(statusCode: .forbidden) }
        if Self.changes.contains(path) {
            return request.method == .POST ? try await change(path, request) : ReviewResponse.notAllowed("POST")
        }
        guard request.method == .GET else { return ReviewResponse.notAllowed("GET") }
        switch path {
        case "": return ReviewResponse.page(await review.document())
        // A browser asks for an icon in any case, and elsewhere where the page names none.
        case "alive", "icon": return ReviewResponse.empty(.noContent)
        default: return await thumbnail(path)
        }
    }

    private func thumbnail(_ path: String) async -> HTTPResponse {
        let folder = "thumbnails/"
        guard path.hasPrefix(folder), let bytes = await review.thumbnail(named: String(path.dropFirst(folder.count)))
        else { return ReviewResponse.empty(.notFound) }
        return ReviewResponse.picture(bytes)
    }

    private func change(_ path: String, _ request: HTTPRequest) async throws -> HTTPResponse {
        let type = request.headers[.contentType]?.split(separator: ";").first.map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        guard type?.lowercased() == "application/json" else {
            return ReviewResponse.empty(.unsupportedMediaType)
        }
        guard let length = request.headers[.contentLength].flatMap(Int.init) else {
            return ReviewResponse.empty(HTTPStatusCode(411, phrase: "Length Required"))
        }
        guard length <= Self.bodyLimit else {
            return ReviewResponse.empty(HTTPStatusCode(413, phrase: "Content Too Large"))
        }
        let body = Array(try await request.bodyData)
        if path == "done" { return ReviewResponse.json("{}", then: onDone) }
        guard let page = request.query["page"].flatMap(Int.init) else { return ReviewResponse.empty(.badRequest) }
        let review = review
        if path == "undo" { return ReviewResponse.json(await Self.unbroken { await review.undo(fromPage: page) }.json) }
        guard let decisions = try? Decisions(json: body, of: "what the page sent") else {
            return ReviewResponse.empty(.badRequest)
        }
        return ReviewResponse.json(await Self.unbroken { await review.apply(decisions, fromPage: page) }.json)
    }

    /// Runs work that goes on to its end where the one who asked for it goes away, or the program is being ended.
    private static func unbroken<Result: Sendable>(_ work: @escaping @Sendable () async -> Result) async -> Result {
        await Task { await work() }.value
    }
}
