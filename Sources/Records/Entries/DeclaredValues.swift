/// The width or height that an entry declares.
package enum DeclaredLength: Sendable, Hashable {
    /// No key, an empty value or null.
    case absent
    /// A whole number greater than 0, with `px` behind it or not.
    case pixels(Int)
    /// Another length of CSS, which somebody chose: `100%`, `auto`, `50vw`, `calc(…)`.
    case style(String)
    /// Anything else: zero, a negative number, a fraction, words, a number too large.
    case invalid(String)

    init(_ value: ScalarValue) {
        if value.isCollection {
            self = .invalid("a list or mapping")
        } else if value.isNull || value.text.isEmpty {
            self = .absent
        } else if let number = LengthText.wholeNumber(value.text), number > 0 {
            self = .pixels(number)
        } else if LengthText.isStyle(value.text) {
            self = .style(value.text)
        } else {
            self = .invalid(value.text)
        }
    }
}

/// The flag that an entry declares.
package enum DeclaredFlag: Sendable, Hashable {
    /// No key, an empty value or null.
    case absent
    case boolean(Bool)
    /// `yes`, `no`, `on`, `off`, `y`, `n`: a boolean in YAML 1.1, a string in YAML 1.2.
    case legacyBoolean(Bool)
    /// `1`, `0`, `yes`, `no` and the like in a cell of a table: clear, but neither `true` nor `false`.
    case spelledBoolean(Bool)
    /// Anything else; outside tables a quoted `"true"` too.
    case invalid(String)

    init(_ value: ScalarValue) {
        if value.isCollection {
            self = .invalid("a list or mapping")
        } else if value.isNull || value.text.isEmpty {
            self = .absent
        } else if value.isString {
            self = .invalid(value.text)
        } else if value.isCell {
            self = Self.cell(value.text)
        } else {
            self =
                switch value.text {
                case "true", "True", "TRUE": .boolean(true)
                case "false", "False", "FALSE": .boolean(false)
                case "yes", "Yes", "YES", "on", "On", "ON", "y", "Y": .legacyBoolean(true)
                case "no", "No", "NO", "off", "Off", "OFF", "n", "N": .legacyBoolean(false)
                default: .invalid(value.text)
                }
        }
    }

    /// Spreadsheets write booleans in capitals, so that case says nothing.
    private static func cell(_ text: String) -> DeclaredFlag {
        switch text.lowercased() {
        case "true": .boolean(true)
        case "false": .boolean(false)
        case "1", "yes", "y", "on", "t": .spelledBoolean(true)
        case "0", "no", "n", "off", "f": .spelledBoolean(false)
        default: .invalid(text)
        }
    }
}

/// A scalar with what decides its type.
struct ScalarValue {
    var text: String
    /// Quotes, a block style or a tag make it a string, whatever its text.
    var isString: Bool
    var isCollection: Bool
    var isCell = false

    /// A scalar that is not null.
    var isURL: Bool { !isCollection && !isNull }

    /// Null in the YAML core schema (YAML 1.2 §10.3.2).
    var isNull: Bool {
        if isString || isCollection { return false }
        return switch text {
        case "", "~", "null", "Null", "NULL": true
        default: false
        }
    }
}
