import Addresses

/// One request, most often for an image.
package struct FetchRequest: Sendable, Hashable {
    /// One line of the header section.
    package struct Field: Sendable, Hashable {
        package var name: String
        package var value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// An absolute http or https URL as a record has it: non-ASCII characters and spaces are allowed, and are
    /// encoded as browsers do before they are sent.
    package var url: String
    /// Validators of the stored response, sent as `If-None-Match` and `If-Modified-Since` (RFC 9110 §13.1).
    package var etag: String?
    package var lastModified: String?
    /// The `finalURL` of the stored response; nil for a response of `url` itself.
    ///
    /// Where redirects led to that URL, the validators go there and nowhere else.
    package var validatorURL: String?
    /// The method; redirects are followed for GET alone, and only idempotent methods are tried again.
    package var method = "GET"
    /// Header fields beside those that every request has, or in their place; no other host gets them on a redirect.
    package var fields: [Field] = []
    /// What is sent with the request; nil for nothing.
    package var body: [UInt8]?
    /// Hands the answer on as it came: no redirect is followed, and no content coding asked for or undone.
    package var isVerbatim = false

    package init(url: String, etag: String? = nil, lastModified: String? = nil, validatorURL: String? = nil) {
        self.url = url
        self.etag = etag
        self.lastModified = lastModified
        self.validatorURL = validatorURL
    }
}

extension FetchRequest {
    /// Fields that frame the message or steer the connection, which are libcurl's own.
    private static let reservedFields: Set<String> = [
        "connection", "content-length", "expect", "host", "http2-settings", "keep-alive", "proxy-authorization",
        "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade",
    ]

    /// Why the request cannot be sent as it is; nil where it can.
    var flaw: String? {
        guard method.isToken, method != "CONNECT" else { return "the method is none that can be sent" }
        for field in fields {
            guard field.name.isToken, field.value.isFieldValue else { return "a header field has forbidden characters" }
            if Self.reservedFields.contains(field.name.lowercased()) {
                return "the header field \(field.name) is set by the connection"
            }
        }
        return nil
    }

    /// Sent twice it does no more than sent once (RFC 9110 §9.2.2).
    var isIdempotent: Bool { ["GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"].contains(method) }

    var followsRedirects: Bool { method == "GET" && !isVerbatim }

    /// What is sent; methods that are about a body send at least an empty one.
    var content: [UInt8]? { body ?? (["POST", "PUT", "PATCH"].contains(method) ? [] : nil) }
}

extension FetchOptions {
    /// The header fields that a request is sent with, but for its validators and those that libcurl sets.
    ///
    /// It is these that a server can choose its answer by.
    package func fields(of request: FetchRequest) -> [(name: String, value: String)] {
        adapted(to: URLText.host(of: request.url) ?? "").fieldsAsTheyAre(of: request)
    }

    /// The same of options that have been adapted to the host that is asked.
    func fieldsAsTheyAre(of request: FetchRequest) -> [(name: String, value: String)] {
        let types = acceptedTypes + ["image/*;q=0.8", "*/*;q=0.5"]
        let own = Set(request.fields.map { $0.name.lowercased() })
        let common = [("Accept", types.joined(separator: ",")), ("User-Agent", userAgent)] + headers
        return common.filter { !own.contains($0.0.lowercased()) } + request.fields.map { ($0.name, $0.value) }
    }
}

extension String {
    /// Whether it is a token (RFC 9110 §5.6.2).
    fileprivate var isToken: Bool {
        !isEmpty
            && utf8.allSatisfy { byte in
                (0x61...0x7a).contains(byte | 0x20) && byte < 0x80 || byte.isDigit
                    || "!#$%&'*+-.^_`|~".utf8.contains(byte)
            }
    }
}
