/// Percent-encoding undone (RFC 3986 §2.1).
package enum PercentDecoding {
    /// The bytes with every `%XX` decoded; a percent sign without two digits stands for itself.
    package static func decoded(_ text: some Collection<UInt8>) -> [UInt8] {
        let encoded = Array(text)
        guard var index = encoded.firstIndex(of: percent) else { return encoded }
        var bytes = Array(encoded[..<index])
        bytes.reserveCapacity(encoded.count)
        while index < encoded.count {
            let byte = encoded[index]
            index += 1
            if byte == percent, encoded.count - index >= 2, let high = encoded[index].hexValue,
                let low = encoded[index + 1].hexValue
            {
                bytes.append(high << 4 | low)
                index += 2
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }

    private static let percent = UInt8(ascii: "%")
}
