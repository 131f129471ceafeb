import CCurl

/// A call of libcurl that failed.
struct CurlError: Error {
    /// libcurl's own words.
    let message: String

    init(_ message: UnsafePointer<CChar>?) {
        self.message = message.map { String(cString: $0) } ?? "unknown error"
    }
}

/// The process-wide state of libcurl, set up once and kept.
enum CurlLibrary {
    private static let code = curl_global_init(Int(CURL_GLOBAL_SSL | CURL_GLOBAL_WIN32))

    static func setUp() throws(CurlError) {
        guard code == CURLE_OK else { throw CurlError(curl_easy_strerror(code)) }
    }

    /// The version in use, such as `8.5.0`.
    static var version: String { String(cString: ccurl_version()) }
}

/// TLS sessions that all easy handles of one thread share; libcurl shares connections and name look-ups by itself
/// within a multi handle, but not these.
final class CurlShare {
    let pointer: UnsafeMutableRawPointer

    init() throws(CurlError) {
        guard let pointer = curl_share_init() else { throw CurlError(curl_easy_strerror(CURLE_OUT_OF_MEMORY)) }
        self.pointer = pointer
        let code = ccurl_share_data(pointer, CURL_LOCK_DATA_SSL_SESSION)
        guard code == CURLSHE_OK else { throw CurlError(curl_share_strerror(code)) }
    }

    deinit { curl_share_cleanup(pointer) }
}

/// One transfer's handle, used again for the next.
final class CurlEasy {
    let pointer: UnsafeMutableRawPointer
    /// Must not go before the handle does.
    private let share: CurlShare
    private let errorText: UnsafeMutablePointer<CChar>
    private var headerLines: UnsafeMutablePointer<curl_slist>?
    private var resolutions: UnsafeMutablePointer<curl_slist>?

    init(share: CurlShare) throws(CurlError) {
        guard let pointer = curl_easy_init() else { throw CurlError(curl_easy_strerror(CURLE_OUT_OF_MEMORY)) }
        self.pointer = pointer
        self.share = share
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        try check(ccurl_set_error_buffer(pointer, errorText))
        try check(ccurl_set_share(pointer, share.pointer))
    }

    deinit {
        curl_easy_cleanup(pointer)
        curl_slist_free_all(headerLines)
        curl_slist_free_all(resolutions)
        errorText.deallocate()
    }

    func check(_ code: CURLcode) throws(CurlError) {
        guard code == CURLE_OK else { throw CurlError(curl_easy_strerror(code)) }
    }

    func set(_ option: CURLoption, _ value: Int) throws(CurlError) {
        try check(ccurl_set_long(pointer, option, value))
    }

    /// libcurl keeps a copy; nil takes its default away.
    func set(_ option: CURLoption, _ value: String?) throws(CurlError) {
        try check(ccurl_set_string(pointer, option, value))
    }

    /// Sets what the next transfer sends after its header section; libcurl keeps a copy.
    func set(content: [UInt8]) throws(CurlError) {
        try check(content.withUnsafeBytes { ccurl_set_content(pointer, $0.baseAddress, $0.count) })
    }

    /// Sets the header lines that the next transfer sends beside libcurl's own.
    func set(headers: [String]) throws(CurlError) { try set(CURLOPT_HTTPHEADER, headers, &headerLines) }

    /// Sets the addresses that a name has in place of a look-up.
    func set(addresses: [String], of host: String, port: Int) throws(CurlError) {
        try set(CURLOPT_RESOLVE, ["\(host):\(port):\(addresses.joined(separator: ","))"], &resolutions)
    }

    /// Sets a list, which takes the place of the one before and is kept as long.
    private func set(
        _ option: CURLoption, _ lines: [String], _ list: inout UnsafeMutablePointer<curl_slist>?
    ) throws(CurlError) {
        var new: UnsafeMutablePointer<curl_slist>?
        for line in lines {
            guard let longer = curl_slist_append(new, line) else {
                curl_slist_free_all(new)
                throw CurlError(curl_easy_strerror(CURLE_OUT_OF_MEMORY))
            }
            new = longer
        }
        let code = ccurl_set_list(pointer, option, new)
        curl_slist_free_all(list)
        list = new
        try check(code)
    }

    /// Body bytes of the last or current transfer as they came over the wire.
    var bytesReceived: Int {
        var count: curl_off_t = 0
        return ccurl_get_offset(pointer, CURLINFO_SIZE_DOWNLOAD_T, &count) == CURLE_OK ? Int(count) : 0
    }

    /// The last `errno` that a connection of this handle met, in whatever transfer; 0 for none.
    var systemError: Int32 {
        var number = 0
        return ccurl_get_long(pointer, CURLINFO_OS_ERRNO, &number) == CURLE_OK ? Int32(truncatingIfNeeded: number) : 0
    }

    /// What libcurl wrote about the last error, which can hold what a server sent.
    var errorMessage: String { String(cString: errorText) }
}

/// The handle that drives many transfers; closes its connections when it goes.
///
/// Sendable because other threads call `wakeUp` alone, which libcurl allows at any time in the life of the handle;
/// all else is the transfer loop's.
final class CurlMulti: @unchecked Sendable {
    private let pointer: UnsafeMutableRawPointer
    let share: CurlShare

    /// - Parameters:
    ///   - keptConnections: How many connections are kept open, those in use included.
    ///   - connectionStreams: Requests that one HTTP/2 connection carries at once.
    init(keptConnections: Int, connectionStreams: Int) throws(CurlError) {
        try CurlLibrary.setUp()
        share = try CurlShare()
        guard let pointer = curl_multi_init() else { throw CurlError(curl_easy_strerror(CURLE_OUT_OF_MEMORY)) }
        self.pointer = pointer
        try check(ccurl_multi_set_long(pointer, CURLMOPT_MAXCONNECTS, keptConnections))
        try check(ccurl_multi_set_long(pointer, CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX)))
        try check(ccurl_multi_set_long(pointer, CURLMOPT_MAX_CONCURRENT_STREAMS, connectionStreams))
    }

    deinit { curl_multi_cleanup(pointer) }

    func wakeUp() { curl_multi_wakeup(pointer) }

    func add(_ easy: CurlEasy) throws(CurlError) {
        try check(curl_multi_add_handle(pointer, easy.pointer))
    }

    func remove(_ easy: CurlEasy) {
        curl_multi_remove_handle(pointer, easy.pointer)
    }

    func perform() throws(CurlError) {
        var running: Int32 = 0
        try check(curl_multi_perform(pointer, &running))
    }

    /// Waits until a socket is ready, a timer of libcurl is due, `wakeUp` is called or the time is over.
    func poll(milliseconds: Int32) throws(CurlError) {
        try check(curl_multi_poll(pointer, nil, 0, milliseconds, nil))
    }

    /// The next transfer that has ended.
    func nextResult() -> (easy: UnsafeMutableRawPointer, code: CURLcode)? {
        var left: Int32 = 0
        while let message = curl_multi_info_read(pointer, &left) {
            if message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle {
                return (easy, ccurl_message_result(message))
            }
        }
        return nil
    }

    private func check(_ code: CURLMcode) throws(CurlError) {
        guard code == CURLM_OK else { throw CurlError(curl_multi_strerror(code)) }
    }
}
