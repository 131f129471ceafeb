import FlyingFox
import FlyingSocks
import Foundation

/// What a review answers, with the fields that let a browser do no more with it than show it.
enum ReviewResponse {
    static func page(_ bytes: [UInt8]) -> HTTPResponse {
        // All else that its policy says stands in the page; this is for a field alone (CSP3 §6.4.2).
        response(.ok, "text/html; charset=utf-8", policy: "frame-ancestors 'none'", Data(bytes))
    }

    static func picture(_ bytes: [UInt8]) -> HTTPResponse {
        var response = response(.ok, "image/jpeg", Data(bytes))
        // Another picture has another name (RFC 8246).
        response.headers[.cacheControl] = "private, max-age=86400, immutable"
        return response
    }

    /// - Parameter body: In JSON.
    static func json(_ body: String) -> HTTPResponse { response(.ok, "application/json", Data(body.utf8)) }

    /// The same, and `onSent` is called once it has been written.
    static func json(_ body: String, then onSent: @escaping @Sendable () -> Void) -> HTTPResponse {
        var response = json(body)
        let bytes = Array(body.utf8)
        response.payload = .httpBody(
            HTTPBodySequence(from: WatchedBody(bytes: bytes, onEnd: onSent), count: bytes.count))
        return response
    }

    static func empty(_ status: HTTPStatusCode) -> HTTPResponse { response(status, nil, Data()) }

    static func notAllowed(_ method: String) -> HTTPResponse {
        var response = empty(.methodNotAllowed)
        response.headers[HTTPHeader("Allow")] = method
        return response
    }

    private static func response(
        _ status: HTTPStatusCode, _ type: String?, policy: String = "default-src 'none'; frame-ancestors 'none'",
        _ body: Data
    ) -> HTTPResponse {
        var headers = HTTPHeaders()
        headers[.contentType] = type
        headers[.cacheControl] = "no-store"
        headers[HTTPHeader("Content-Security-Policy")] = policy
        headers[HTTPHeader("Cross-Origin-Opener-Policy")] = "same-origin"
        headers[HTTPHeader("Cross-Origin-Resource-Policy")] = "same-origin"
        headers[HTTPHeader("Referrer-Policy")] = "no-referrer"
        headers[HTTPHeader("X-Content-Type-Options")] = "nosniff"
        return HTTPResponse(statusCode: status, headers: headers, body: body)
    }
}

/// A body whose end is asked for once all of it has been written.
private struct WatchedBody: AsyncBufferedSequence {
    typealias Element = UInt8

    let bytes: [UInt8]
    let onEnd: @Sendable () -> Void

    func makeAsyncIterator() -> Iterator { Iterator(rest: bytes[...], onEnd: onEnd) }

    struct Iterator: AsyncBufferedIteratorProtocol {
        var rest: ArraySlice<UInt8>
        let onEnd: @Sendable () -> Void

        mutating func next() async throws -> UInt8? {
            if rest.isEmpty { onEnd() }
            return rest.popFirst()
        }

        mutating func nextBuffer(suggested count: Int) async throws -> ArraySlice<UInt8>? {
            if rest.isEmpty {
                onEnd()
                return nil
            }
            defer { rest = rest.dropFirst(count) }
            return rest.prefix(count)
        }
    }
}
