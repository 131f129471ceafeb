import CCurl
import Glibc

/// libcurl's parser of URLs.
final class CurlURL {
    private let pointer: OpaquePointer

    /// nil where there is no memory.
    init?() {
        guard let pointer = curl_url() else { return nil }
        self.pointer = pointer
    }

    deinit { curl_url_cleanup(pointer) }

    func parse(_ text: String, flags: Int32 = 0) -> CURLUcode {
        curl_url_set(pointer, CURLUPART_URL, text, UInt32(bitPattern: flags))
    }

    func part(_ part: CURLUPart, flags: Int32 = 0) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        let code = curl_url_get(pointer, part, &text, UInt32(bitPattern: flags))
        // A name that has no ASCII form fails and leaves the text behind all the same.
        defer { curl_free(text) }
        guard code == CURLUE_OK, let text else { return nil }
        return String(cString: text)
    }

    /// The host in lower case, a name in another script in its ASCII form (RFC 5891); nil if it has none.
    var asciiHost: String? {
        guard let host = part(CURLUPART_HOST) else { return nil }
        guard !host.utf8.allSatisfy({ $0 < 0x80 }) else { return host.lowercased() }
        // libidn2 is given the name in the charset of the locale, which is plain ASCII in a program that sets none:
        // for the time of the call this thread has UTF-8.
        let utf8 = newlocale(Int32(1) << LC_CTYPE, "C.UTF-8", nil)
        let previous = utf8.flatMap { uselocale($0) }
        defer {
            if let utf8, let previous {
                uselocale(previous)
                freelocale(utf8)
            }
        }
        return part(CURLUPART_HOST, flags: CURLU_PUNYCODE)?.lowercased()
    }
}
