package import HTTPRules

/// When the responses of these tests came: Tue, 14 Nov 2023 22:13:20 GMT.
package let arrival: Int64 = 1_700_000_000

/// Fields of a message from its lines.
package func fields(_ lines: String...) -> HTTPFields { HTTPFields(text: lines.joined(separator: "\n")) }

/// A response that came at `arrival`, a moment after it was asked for.
package func stored(
    _ lines: String..., status: Int = 200, to request: HTTPFields = HTTPFields(), requestedAt: Int64 = arrival
) -> StoredResponse {
    StoredResponse(
        status: status, fields: HTTPFields(text: lines.joined(separator: "\n")), request: request,
        requestedAt: requestedAt, receivedAt: arrival)
}

/// A GET with these fields.
package func get(_ lines: String...) -> CacheRequest {
    CacheRequest(fields: HTTPFields(text: lines.joined(separator: "\n")))
}
