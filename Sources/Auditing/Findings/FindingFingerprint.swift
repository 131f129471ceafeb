import Hashing
import Records

extension Finding {
    /// By what a finding is known again in a later run of the same archive: 16 hexadecimal digits.
    ///
    /// Any change to the path of the record, to place, URL, or declared size of the entry, or to what would put it right,
    /// gives it another. What the message says does not matter.
    package var fingerprint: String {
        var parts: [String] = [rule.rawValue, record, entry ?? "", entryIndex.map(String.init) ?? "", url ?? ""]
        for side in [declared?.width, declared?.height] { parts.append(side.map(String.init) ?? "") }
        for change in changes { parts.append("\(change.field.rawValue)=\(change.value.literal)") }
        // The length of each part tells it from the next.
        let text = parts.map { "\($0.utf8.count):\($0)" }.joined()
        return String(SHA256(of: Array(text.utf8)).hex.prefix(16))
    }
}
