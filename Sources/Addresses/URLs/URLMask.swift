/// What is left out of a URL, and of all URLs in it, so that nothing can be seen which gives access.
///
/// URLs stand in queries and paths of others, percent-encoded once, more often or not at all. They are all found in one
/// text, in which every encoding is undone, since each of its letters knows where it stands and how often it was encoded:
/// what is encoded more often than a URL is a part of it, what is encoded less often is a part of the URL around it.
struct URLMask {
    /// A byte of the decoded text.
    private struct Letter {
        var byte: UInt8
        /// Times that it was encoded; 255 stands for more, too.
        var depth: UInt8
        /// The byte of the URL where it starts; it ends where the next one starts.
        var start: Int
    }

    private let bytes: [UInt8]
    private var letters: [Letter] = []
    private var masked: [UInt8] = []
    /// Bytes of the URL that have been taken over or left out.
    private var done = 0
    /// A `?` or `#` came, so that `&` and `;` stand between parameters.
    private var isInQuery = false
    /// How often the slashes before the last host were encoded.
    private var slashDepth: UInt8 = 0

    /// The URL without user names and passwords (RFC 3986 §3.2.1), and with `***` in place of values of parameters that are
    /// credentials by their name.
    static func masked(_ url: String) -> String {
        let isOfInterest: (UInt8) -> Bool = {
            $0 == UInt8(ascii: "@") || $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: "%")
        }
        guard url.utf8.contains(where: isOfInterest) else { return url }
        var mask = URLMask(Array(url.utf8))
        return mask.apply() ? String(decoding: mask.masked, as: UTF8.self) : url
    }

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
        letters.reserveCapacity(bytes.count)
        for (start, byte) in bytes.enumerated() {
            letters.append(Letter(byte: byte, depth: 0, start: start))
            while decodeLast() {}
        }
    }

    /// Puts one letter in place of the last three where these are an encoded one; what comes of it may be the end of another.
    private mutating func decodeLast() -> Bool {
        let percent = letters.count - 3
        guard percent >= 0, letters[percent].byte == UInt8(ascii: "%"), let high = letters[percent + 1].byte.hexValue,
            let low = letters[percent + 2].byte.hexValue
        else { return false }
        let depth = letters[percent...].reduce(0) { max($0, $1.depth) }
        letters.removeLast(2)
        letters[percent].byte = high << 4 | low
        letters[percent].depth = depth == .max ? .max : depth + 1
        return true
    }

    /// Whether anything was left out.
    private mutating func apply() -> Bool {
        var index = 0
        while index < letters.count {
            switch letters[index].byte {
            case UInt8(ascii: "?"), UInt8(ascii: "#"):
                isInQuery = true
                index = parameter(from: index)
            case UInt8(ascii: "&"), UInt8(ascii: ";"): index = isInQuery ? parameter(from: index) : index + 1
            case UInt8(ascii: ":"): index = authority(behindColon: index)
            case UInt8(ascii: "="): index = authority(from: index + 1, needsPassword: true)
            case .slash where index == 0: index = authority(from: 0, needsPassword: false)
            default: index += 1
            }
        }
        guard done > 0 else { return false }
        masked += bytes[done...]
        return true
    }

    /// Leaves letters out.
    private mutating func replace(_ range: Range<Int>, with text: String) {
        masked += bytes[done..<start(of: range.lowerBound)] + Array(text.utf8)
        done = start(of: range.upperBound)
    }

    private func start(of index: Int) -> Int { index < letters.count ? letters[index].start : bytes.count }
}

// Parameters.
extension URLMask {
    /// Names of parameters whose values give access, without `-` and `_`, in lower case.
    private static let secretNames: Set<String> = [
        "token", "accesstoken", "authtoken", "idtoken", "refreshtoken", "sessiontoken", "xamzsecuritytoken", "auth",
        "authorization", "code", "key", "apikey", "accesskey", "secret", "clientsecret", "password", "passwd", "pwd",
        "sig", "signature", "xamzsignature", "xgoogsignature", "st", "hmac", "jwt", "policy", "session", "sessionid",
        "sid", "credential", "xamzcredential", "xgoogcredential", "awsaccesskeyid", "keypairid", "googleaccessid",
        "hdnea",
        "hdnts",
    ]
    /// Longest name that is looked up, in letters.
    private static let longestName = 64

    private static func isMark(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "?") || byte == UInt8(ascii: "&") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "#")
    }

    /// Masks the value of the parameter behind a mark where its name says so.
    ///
    /// - Returns: Where to go on.
    private mutating func parameter(from mark: Int) -> Int {
        var equals = mark + 1
        while equals < letters.count, letters[equals].byte != UInt8(ascii: "="), !Self.isMark(letters[equals].byte) {
            equals += 1
        }
        guard equals < letters.count, letters[equals].byte == UInt8(ascii: "="), isSecret(mark + 1..<equals) else {
            return mark + 1
        }
        let depth = max(letters[mark].depth, letters[equals].depth)
        var end = equals + 1
        while end < letters.count, !isEnd(letters[end], ofValueAt: depth) { end += 1 }
        replace(equals + 1..<end, with: "***")
        return end
    }

    private func isEnd(_ letter: Letter, ofValueAt depth: UInt8) -> Bool {
        // A slash that is less encoded than those of the URL is behind it, in the path of the URL around it.
        if letter.byte == .slash { return letter.depth < slashDepth && depth >= slashDepth }
        return Self.isMark(letter.byte) && letter.depth <= depth
    }

    private func isSecret(_ range: Range<Int>) -> Bool {
        guard range.count <= Self.longestName else { return false }
        let name = letters[range].map(\.byte).filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") }
        return Self.secretNames.contains(String(decoding: name, as: UTF8.self).lowercased())
    }
}

// User names and passwords.
extension URLMask {
    /// Schemes whose URLs browsers and proxies read with one slash, too.
    private static let webSchemes: Set<String> = ["http", "https", "ftp"]

    private mutating func authority(behindColon colon: Int) -> Int {
        var start = colon
        while start > 0, colon - start < Self.longestName, Self.isOfScheme(letters[start - 1].byte) { start -= 1 }
        guard colon + 1 < letters.count, Self.isSlash(letters[colon + 1].byte) else { return colon + 1 }
        if colon + 2 >= letters.count || !Self.isSlash(letters[colon + 2].byte) {
            let scheme = String(decoding: letters[start..<colon].map(\.byte), as: UTF8.self).lowercased()
            guard Self.webSchemes.contains(scheme) else { return colon + 1 }
        }
        return userInformation(from: colon + 1, depth: letters[colon].depth, needsPassword: false)
    }

    /// Of a URL without a scheme, which begins with two slashes.
    private mutating func authority(from start: Int, needsPassword: Bool) -> Int {
        guard start + 1 < letters.count, letters[start].byte == .slash, letters[start + 1].byte == .slash else {
            return max(start, 1)
        }
        return userInformation(from: start, depth: 0, needsPassword: needsPassword)
    }

    /// Leaves the user information out that stands behind slashes.
    ///
    /// - Returns: Where to go on.
    private mutating func userInformation(from slashes: Int, depth outer: UInt8, needsPassword: Bool) -> Int {
        var start = slashes
        var depth = outer
        slashDepth = .max
        while start < letters.count, Self.isSlash(letters[start].byte) {
            depth = max(depth, letters[start].depth)
            slashDepth = min(slashDepth, letters[start].depth)
            start += 1
        }
        var host = start
        // Once `:` and something that is no port came, what follows is a password, whatever it looks like.
        var password = PasswordReader()
        // How often the least encoded of the delimiters that are part of it was encoded.
        var delimiterDepth = UInt8.max
        for index in start..<letters.count {
            let letter = letters[index]
            if Self.isEnd(letter.byte) {
                if letter.depth <= depth { break }
                delimiterDepth = min(delimiterDepth, letter.depth)
            } else if isInQuery, Self.isMark(letter.byte), letter.depth <= depth {
                // Within a password it is a part of that, unless it is of the URL around this one.
                if letter.depth < depth || !password.isRead || host > start { break }
            }
            if letter.byte == UInt8(ascii: "@"), !needsPassword || password.hasColon,
                password.isRead || letter.depth <= depth || letter.depth < delimiterDepth
            {
                host = index + 1
            }
            password.take(letter.byte, isDelimiter: Self.isEnd(letter.byte) || Self.isMark(letter.byte))
        }
        if host > start { replace(start..<host, with: "") }
        return host
    }

    private static func isSlash(_ byte: UInt8) -> Bool { byte == .slash || byte == UInt8(ascii: "\\") }

    private static func isEnd(_ byte: UInt8) -> Bool {
        isSlash(byte) || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
    }

    private static func isOfScheme(_ byte: UInt8) -> Bool {
        byte.isLetter || byte.isDigit || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: ".")
    }

    /// Tells a password from a port.
    private struct PasswordReader {
        private(set) var hasColon = false
        private var isOver = false
        /// A `:` came, and what stands behind it is no port.
        private(set) var isRead = false

        mutating func take(_ byte: UInt8, isDelimiter: Bool) {
            if isRead || isOver { return }
            if !hasColon {
                hasColon = byte == UInt8(ascii: ":")
            } else if isDelimiter || byte == UInt8(ascii: "@") {
                isOver = true
            } else if !byte.isDigit {
                isRead = true
            }
        }
    }
}
