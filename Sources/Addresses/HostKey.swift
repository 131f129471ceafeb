/// A server as requests see it.
package struct HostKey: Hashable, Sendable {
    package let scheme: String
    package let host: String
    package let port: Int

    package init(_ url: ResolvedURL) {
        scheme = url.scheme
        host = url.host
        port = url.port
    }
}
