/// The name of a rule, as reports and the configuration have it; each rule adds its own.
package struct RuleName: RawRepresentable, Sendable, Hashable, Comparable, CustomStringConvertible {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    init(_ name: String) { rawValue = name }

    package var description: String { rawValue }

    package static func < (one: RuleName, other: RuleName) -> Bool { one.rawValue < other.rawValue }
}
