/// The values of a record that look like images and are no entries.
struct PassedValues {
    var isListed = false
    private(set) var counts: [String: Int] = [:]
    private(set) var values: [PassedValue] = []

    /// A file may name any number of images that the program does not take for some.
    private static let limit = 100_000

    /// - Parameters:
    ///   - key: Its key, with the key above it.
    ///   - value: Nil where it is only counted.
    mutating func add(key: String, _ value: PassedValue?) {
        counts[key, default: 0] += 1
        if let value, values.count < Self.limit { values.append(value) }
    }
}

extension PassReason {
    /// Why a value that looks so is none, where nothing made it one.
    init(_ look: ValueLook, _ context: FrameContext) {
        self =
            switch look {
            case .otherFile: .otherFile
            case .directory: .directory
            case .pattern: .pattern
            default:
                if context.traits.contains(.other) {
                    .parent
                } else if context.facts.kind == .other {
                    .type
                } else {
                    look == .image ? .key : .name
                }
            }
    }
}

extension EntryCollector {
    /// Notes a value that looks like an image and is none.
    ///
    /// - Parameters:
    ///   - key: Its key, where its mapping has ended; nil for one whose key is the last of the open mappings.
    ///   - keysEnd: Where the keys of the open mappings end.
    mutating func passOver(_ scalar: Scalar, _ reason: PassReason, key: [UInt8]?, keysEnd: Int) {
        var names = key.map { [String(decoding: $0, as: UTF8.self)] } ?? []
        for index in frames.indices.reversed() where names.count < 2 {
            guard frames[index].isMapping, frames[index].hasScalarKey else { continue }
            let end = index + 1 < frames.count ? frames[index + 1].keyStart : keysEnd
            names.append(keys.withKey(frames[index].keyStart..<end) { String(decoding: $0, as: UTF8.self) })
        }
        var value: PassedValue?
        if passed.isListed {
            var path = path(keysEnd: keysEnd)
            key?.withUnsafeBytes { path.append(key: $0) }
            value = PassedValue(path: path.text, value: scalar, reason: reason)
        }
        passed.add(key: names.isEmpty ? "." : names.reversed().joined(separator: "."), value)
    }
}
