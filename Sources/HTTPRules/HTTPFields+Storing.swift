extension HTTPFields {
    /// Fields that speak of one connection or of a proxy, and are never stored (RFC 9111 §3.1).
    private static let connectionFields: Set<String> = [
        "connection", "keep-alive", "proxy-authenticate", "proxy-authentication-info", "proxy-authorization",
        "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade",
    ]

    /// The fields that may be stored: none of the connection's, nor one that `Connection` names.
    package var storable: HTTPFields {
        let named = members("connection").map { $0.lowercased() }
        return without(named.isEmpty ? Self.connectionFields : Self.connectionFields.union(named))
    }

    /// The fields of a stored response with those of a 304 in their place (RFC 9111 §3.2).
    package func updated(by notModified: HTTPFields) -> HTTPFields {
        // The length is that of the stored body, whatever a 304 says of one that it has not.
        let new = notModified.storable.without(["content-length"])
        // Age and Date are of the message they came in: the new one is of now and without age unless it says so.
        return without(Set(new.fields.map(\.name)).union(["age", "date"])).adding(new)
    }
}
