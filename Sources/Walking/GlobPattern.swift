/// A glob over paths, with the meaning that git gives it (gitignore(5)).
///
/// `*` and `?` stand for bytes other than the slash, `[…]` for one byte of a class, and `**` as a whole component for
/// any number of directories.
struct GlobPattern: Sendable, Hashable {
    /// The bytes before the first wildcard.
    private let literal: [UInt8]
    /// What follows the literal, split at each `**`; empty where nothing does.
    private let groups: [[GlobComponent]]
    /// Ends with `**`, which then stands for one component at least.
    private let endsOpen: Bool

    /// Reads a pattern; nil where it can match nothing, as an open class or a backslash at the end makes it.
    init?(_ pattern: ArraySlice<UInt8>) {
        let wildcard = pattern.firstIndex(where: GlobParser.isSpecial) ?? pattern.endIndex
        literal = Array(pattern[..<wildcard])
        guard wildcard < pattern.endIndex else {
            groups = []
            endsOpen = false
            return
        }
        // The part after the literal is read by itself, as git does: in `a**/b` the asterisks cross slashes.
        var parser = GlobParser(pattern[wildcard...])
        guard parser.parse() else { return nil }
        groups = parser.groups
        endsOpen = parser.endsOpen
    }

    /// Whether the text from `start` on matches as a whole; never slower than the product of both lengths.
    func matches(_ text: [UInt8], from start: Int) -> Bool {
        let rest = start + literal.count
        guard rest <= text.count, text[start..<rest].elementsEqual(literal) else { return false }
        guard let first = groups.first, let last = groups.last else { return rest == text.count }
        let components = Self.components(of: text, from: rest)
        if groups.count == 1 { return components.count == first.count && fits(first, text, components[...]) }
        let end = components.count - last.count
        guard first.count <= end else { return false }
        guard fits(first, text, components[...]), fits(last, text, components[end...]) else { return false }
        var position = first.count
        for group in groups.dropFirst().dropLast() {
            while position + group.count <= end, !fits(group, text, components[position...]) { position += 1 }
            position += group.count
            if position > end { return false }
        }
        return !endsOpen || position < end
    }

    private func fits(_ group: [GlobComponent], _ text: [UInt8], _ components: ArraySlice<Range<Int>>) -> Bool {
        group.count <= components.count && zip(group, components).allSatisfy { $0.matches(text, $1) }
    }

    private static func components(of text: [UInt8], from start: Int) -> [Range<Int>] {
        var components: [Range<Int>] = []
        var lower = start
        for index in start..<text.count where text[index] == UInt8(ascii: "/") {
            components.append(lower..<index)
            lower = index + 1
        }
        components.append(lower..<text.count)
        return components
    }
}
