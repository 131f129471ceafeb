import CCurl

/// URLs of proxies.
package enum ProxyURL {
    private static let schemes = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"]

    /// Whether libcurl can use a proxy.
    ///
    /// User information is allowed here: it is the user's own.
    package static func isValid(_ text: String) -> Bool {
        guard let url = CurlURL(), url.parse(text, flags: CURLU_NON_SUPPORT_SCHEME) == CURLUE_OK,
            let scheme = url.part(CURLUPART_SCHEME)
        else { return false }
        return schemes.contains(scheme) && url.part(CURLUPART_HOST) != nil
    }
}
