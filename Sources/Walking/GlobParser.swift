/// Splits a glob into components and their tokens.
struct GlobParser {
    /// The components, split at each `**`.
    private(set) var groups: [[GlobComponent]] = []
    private(set) var endsOpen = false
    private var component = GlobComponent()
    private var group: [GlobComponent] = []
    private var isAtComponentStart = true
    private var rest: ArraySlice<UInt8>

    init(_ pattern: ArraySlice<UInt8>) { rest = pattern }

    /// Whether a byte means more than itself.
    static func isSpecial(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "["), UInt8(ascii: "\\"): true
        default: false
        }
    }

    /// Reads it all; false where the pattern is malformed.
    mutating func parse() -> Bool {
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "*"):
                readAsterisks()
                continue
            case UInt8(ascii: "/"):
                endComponent()
                continue
            case UInt8(ascii: "?"): component.append(.any)
            case UInt8(ascii: "["):
                guard let set = readClass() else { return false }
                component.append(.oneOf(set))
            case UInt8(ascii: "\\"):
                guard let escaped = rest.popFirst() else { return false }
                if escaped == UInt8(ascii: "/") {
                    endComponent()
                    continue
                }
                component.append(.byte(escaped))
            default: component.append(.byte(byte))
            }
            isAtComponentStart = false
        }
        if !endsOpen { group.append(component) }
        groups.append(group)
        return true
    }

    private mutating func endComponent() {
        group.append(component)
        component = GlobComponent()
        isAtComponentStart = true
    }

    /// Reads a run of asterisks, of which the first is taken already.
    private mutating func readAsterisks() {
        let others = rest.prefix { $0 == UInt8(ascii: "*") }.count
        rest = rest.dropFirst(others)
        guard others > 0, isAtComponentStart, rest.isEmpty || rest.first == UInt8(ascii: "/") else {
            component.appendAsterisk()
            isAtComponentStart = false
            return
        }
        groups.append(group)
        group = []
        endsOpen = rest.popFirst() == nil
    }

    /// Reads a class behind its opening bracket (glob(7)); nil where it has no end.
    private mutating func readClass() -> ByteSet? {
        var set = ByteSet()
        let isNegated = rest.first == UInt8(ascii: "!") || rest.first == UInt8(ascii: "^")
        if isNegated { rest = rest.dropFirst() }
        var previous: UInt8?
        var isFirst = true
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "]"), !isFirst {
                if isNegated { set.invert() }
                return set
            }
            isFirst = false
            if byte == UInt8(ascii: "-"), let lower = previous, let next = rest.first, next != UInt8(ascii: "]") {
                guard let upper = readMember(rest.removeFirst()) else { return nil }
                if lower <= upper { for member in lower...upper { set.insert(member) } }
                previous = nil
            } else if byte == UInt8(ascii: "["), rest.first == UInt8(ascii: ":"), let name = namedClass() {
                guard let members = ByteSet.named(name) else { return nil }
                set.insert(where: members.contains)
                previous = nil
            } else {
                guard let member = readMember(byte) else { return nil }
                set.insert(member)
                previous = member
            }
        }
        return nil
    }

    /// A member of a class, with its backslash taken off.
    private mutating func readMember(_ byte: UInt8) -> UInt8? {
        byte == UInt8(ascii: "\\") ? rest.popFirst() : byte
    }

    /// Reads the name in `:name:]` at the start of the rest; nil, and nothing is read, where there is none.
    private mutating func namedClass() -> ArraySlice<UInt8>? {
        guard let end = rest.firstIndex(of: UInt8(ascii: "]")), end > rest.startIndex + 1,
            rest[end - 1] == UInt8(ascii: ":")
        else { return nil }
        let name = rest[(rest.startIndex + 1)..<(end - 1)]
        rest = rest[(end + 1)...]
        return name
    }
}
