import Addresses
import CCurl

/// What every easy handle, and what each request, is set to.
enum TransferOptions {
    /// Sets what doesn't change from request to request.
    static func apply(_ options: FetchOptions, to easy: CurlEasy) throws(CurlError) {
        // No signals on our thread for libcurl's sake.
        try easy.set(CURLOPT_NOSIGNAL, 1)
        // Without it, taking a transfer out waits for its name look-up, and with it all other transfers wait.
        try easy.set(CURLOPT_QUICK_EXIT, 1)
        try easy.set(CURLOPT_PROTOCOLS_STR, "http,https")
        try easy.set(CURLOPT_FOLLOWLOCATION, 0)
        try easy.set(CURLOPT_HTTP09_ALLOWED, 0)
        try easy.set(CURLOPT_NETRC, 0)
        try easy.set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
        // The path is sent as it was checked and as `finalURL` gives it.
        try easy.set(CURLOPT_PATH_AS_IS, 1)
        // Requests wait for a connection that may take them all, rather than open one each.
        try easy.set(CURLOPT_PIPEWAIT, 1)
        try easy.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        // The limit itself is ours; this makes libcurl give each of several addresses a share of it.
        try easy.set(CURLOPT_MAXAGE_CONN, Int(options.connectionIdleTime.components.seconds))
        try easy.set(CURLOPT_CONNECTTIMEOUT_MS, Int(max(1, options.connectTimeout.wholeMilliseconds)))
        // An empty string, because without it libcurl looks into the environment.
        try easy.set(CURLOPT_NOPROXY, "")
        if let file = options.certificateAuthorityFile {
            try easy.set(CURLOPT_CAINFO, file)
            try easy.set(CURLOPT_CAPATH, nil)
        }
    }

    /// Sets what one request needs.
    static func apply(_ options: FetchOptions, _ job: FetchJob, to easy: CurlEasy) throws(CurlError) {
        let url = job.url
        try easy.set(CURLOPT_URL, url.string)
        try easy.set(CURLOPT_USERAGENT, options.userAgent)
        // Likewise.
        try easy.set(CURLOPT_PROXY, options.proxies.proxy(ofScheme: url.scheme, host: url.host) ?? "")
        if let addresses = options.knownAddresses[url.host] {
            try easy.set(addresses: addresses.map(\.description), of: url.host, port: url.port)
        }
        let request = job.order.request
        try apply(request, to: easy)
        var lines = job.headerLines(options)
        if request.content != nil {
            // Waiting to hear whether a body is wanted costs a second where the server does not know how to say so.
            lines.append("Expect:")
            if !request.fields.contains(where: { $0.name.lowercased() == "content-type" }) {
                lines.append("Content-Type:")
            }
        }
        if let credential = options.credentials[url.origin] {
            lines.append("Authorization: " + credential.authorization)
        }
        try easy.set(headers: lines)
        // Every coding that libcurl has; but the offsets of a part are those of what is sent, coding included.
        let isPart = job.order.reader != nil || job.broken != nil
        try easy.set(CURLOPT_ACCEPT_ENCODING, request.isVerbatim ? nil : isPart ? "identity" : "")
        // Beside those codings it leaves a transfer coding alone that nobody knows.
        try easy.set(CURLOPT_HTTP_CONTENT_DECODING, request.isVerbatim ? 0 : 1)
        // Without TLS there is no HTTP/2 here; said so, no request waits to see whether a connection speaks it.
        try easy.set(CURLOPT_HTTP_VERSION, url.scheme == "https" ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1)
    }

    /// Sets the method and what is sent with it.
    private static func apply(_ request: FetchRequest, to easy: CurlEasy) throws(CurlError) {
        // It also takes back what a request before this one was set to.
        try easy.set(CURLOPT_HTTPGET, 1)
        try easy.set(CURLOPT_CUSTOMREQUEST, request.method == "GET" ? nil : request.method)
        if request.method == "HEAD" { try easy.set(CURLOPT_NOBODY, 1) }
        if let content = request.content { try easy.set(content: content) }
    }
}
