import Yams

/// The keys that say how requests are made.
extension ConfigurationReader {
    /// Reads one key; false where it is none of these.
    mutating func readNetwork(_ name: String, _ value: Node) throws(ProofsheetError) -> Bool {
        switch name {
        case "connect-timeout": configuration.limits.connectTimeout = try seconds(name, value)
        case "first-byte-timeout": configuration.limits.firstByteTimeout = try seconds(name, value)
        case "stall-timeout": configuration.limits.stallTimeout = try seconds(name, value)
        case "timeout": configuration.limits.timeout = try seconds(name, value)
        case "max-size":
            guard let count = value.string.flatMap(Configuration.byteCount) else {
                throw wrong(name, value, "a size such as 50MB")
            }
            configuration.limits.maximumSize = count
        case "max-header-size": configuration.limits.maximumHeaderSize = try integer(name, value, in: 256...16_777_216)
        case "max-url-length": configuration.limits.maximumURLLength = try integer(name, value, in: 64...1_048_576)
        case "max-pixels": configuration.limits.maximumPixels = try integer(name, value, in: 1...1_000_000_000)
        case "max-redirects": configuration.limits.maximumRedirects = try integer(name, value, in: 0...50)
        case "retries": configuration.limits.retries = try integer(name, value, in: 0...20)
        case "contact": configuration.contact = try string(name, value)
        case "headers": configuration.headers = try texts(name, value)
        case "auth": configuration.credentialVariables = try texts(name, value)
        default: return false
        }
        return true
    }

    private func seconds(_ name: String, _ value: Node) throws(ProofsheetError) -> Duration {
        .seconds(try integer(name, value, in: 1...86_400))
    }

    /// A mapping of texts to texts.
    private func texts(_ name: String, _ value: Node) throws(ProofsheetError) -> [String: String] {
        guard let mapping = value.mapping else { throw wrong(name, value, "a mapping") }
        var texts: [String: String] = [:]
        for (key, item) in mapping {
            let key = try string(name, key)
            texts[key] = try string("\(name).\(key)", item)
        }
        return texts
    }
}
