import Addresses

/// The status and header section of a response, put together from the lines that libcurl hands over.
struct ResponseHead {
    private(set) var status = 0
    /// It came on a connection that carries several at once.
    private(set) var isHTTP2 = false
    /// In the order received; names in lower case.
    private(set) var fields: [(name: String, value: String)] = []
    /// The empty line after the final header section has come; what comes later is trailers, and is dropped
    /// (RFC 9110 §6.5.1).
    private(set) var isComplete = false
    /// Bytes of all lines, interim responses and trailers included.
    private(set) var byteCount = 0

    /// Takes a status line, a header line or the empty line at the end, line end included.
    mutating func append(line bytes: UnsafeRawBufferPointer) {
        byteCount += bytes.count
        guard !isComplete else { return }
        let line = Self.trimmed(bytes[...], { $0 == 0x0d || $0 == 0x0a })
        if line.starts(with: "HTTP/".utf8) {
            fields.removeAll()
            status = Self.status(line)
            isHTTP2 = line.starts(with: "HTTP/2".utf8)
        } else if line.isEmpty {
            // A 1xx is an interim response: the final one follows (RFC 9110 §15.2).
            isComplete = status >= 200
        } else if line.first == .space || line.first == .tab {
            continueLastField(line)
        } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
            let name = Self.text(Self.trimmed(line[..<colon], Self.isBlank))
            fields.append((name.lowercased(), Self.text(Self.trimmed(line[(colon + 1)...], Self.isBlank))))
        }
    }

    /// The value of a field, several lines of it joined (RFC 9110 §5.3).
    func value(_ name: String) -> String? {
        let values = values(name)
        return values.isEmpty ? nil : values.joined(separator: ", ")
    }

    /// The target of a redirect; the first where a broken server sends several.
    var location: String? { values("location").first }

    var isRedirect: Bool { RedirectPolicy.isRedirect(status: status, location: location) }

    /// Whether the body is compressed or otherwise coded (RFC 9110 §8.4).
    var isEncoded: Bool {
        value("content-encoding").map { !$0.isEmpty && $0.lowercased() != "identity" } ?? false
    }

    /// The header section of a whole file whose rest came with another one: the fields of that one stand in place of
    /// those of the same name, but for the ones that are about the part alone (RFC 9111 §3.4).
    func continued(by part: ResponseHead) -> ResponseHead {
        let ofPart: Set = ["content-length", "content-range", "transfer-encoding"]
        let newer = part.fields.filter { !ofPart.contains($0.name) }
        let names = Set(newer.map(\.name))
        var whole = self
        whole.fields = fields.filter { !names.contains($0.name) } + newer
        whole.byteCount = byteCount + part.byteCount
        return whole
    }

    /// How long the body claims to be.
    enum DeclaredLength: Equatable {
        case none
        case bytes(Int)
        /// Several lengths that differ, or a length beyond any number: no way to tell where the body ends
        /// (RFC 9112 §6.3).
        case contradictory
    }

    /// The length by `Content-Length`, which counts only where no transfer coding frames the body
    /// (RFC 9112 §6.2).
    var declaredLength: DeclaredLength {
        guard !fields.contains(where: { $0.name == "transfer-encoding" }) else { return .none }
        // Nearly always it is one number.
        let first = fields.first { $0.name == "content-length" }?.value
        guard let first else { return .none }
        if fields.count(where: { $0.name == "content-length" }) == 1, first.utf8.allSatisfy(\.isDigit) {
            return Int(first).map { .bytes($0) } ?? (first.isEmpty ? .none : .contradictory)
        }
        let lengths = Set(values("content-length").joined(separator: ",").split(separator: ",").map { trim($0) })
        guard let only = lengths.first else { return .none }
        guard lengths.count == 1, only.utf8.allSatisfy(\.isDigit), let count = Int(only) else { return .contradictory }
        return .bytes(count)
    }

    private func values(_ name: String) -> [String] {
        fields.lazy.filter { $0.name == name }.map(\.value)
    }

    private func trim(_ text: Substring) -> String {
        String(decoding: Self.trimmed(Array(text.utf8)[...], Self.isBlank), as: UTF8.self)
    }

    /// A line that begins with white space goes on with the field before it (RFC 9112 §5.2).
    private mutating func continueLastField(_ line: Slice<UnsafeRawBufferPointer>) {
        guard let last = fields.indices.last else { return }
        fields[last].value += " " + Self.text(Self.trimmed(line, Self.isBlank))
    }

    /// The three digits after the first space; 0 where they aren't there.
    private static func status(_ line: Slice<UnsafeRawBufferPointer>) -> Int {
        let digits = line.drop { $0 != .space }.dropFirst().prefix { $0.isDigit }
        return digits.count == 3 ? digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) } : 0
    }

    /// As UTF-8, or as ISO 8859-1 where it is none (RFC 9110 §5.5).
    private static func text(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
        String(validating: bytes, as: UTF8.self)
            ?? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == .space || byte == .tab }

    private static func trimmed<Bytes: BidirectionalCollection<UInt8>>(
        _ bytes: Bytes, _ isDropped: (UInt8) -> Bool
    ) -> Bytes.SubSequence where Bytes.SubSequence == Bytes {
        var bytes = bytes[...]
        while let last = bytes.last, isDropped(last) { bytes.removeLast() }
        while let first = bytes.first, isDropped(first) { bytes.removeFirst() }
        return bytes
    }
}

extension UInt8 {
    static let tab = UInt8(ascii: "\t")
}
