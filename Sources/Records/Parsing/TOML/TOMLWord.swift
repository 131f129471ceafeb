extension TOMLScanner {
    /// Takes a string, number, boolean, date or time.
    mutating func scalar() throws(ParseFailure) -> TOMLScalar {
        switch current {
        case .quotationMark: try hasBytes("\"\"\"", at: position) ? multiLineString() : singleLineString()
        case .apostrophe: try hasBytes("'''", at: position) ? multiLineString() : singleLineString()
        default: try word()
        }
    }

    private mutating func word() throws(ParseFailure) -> TOMLScalar {
        let start = position
        skipWord()
        // A date and its time may be apart by a space.
        if position - start == 10, self[start + 4] == UInt8(ascii: "-"), current == .space, self[position + 1].isDigit {
            position += 1
            skipWord()
        }
        let range = start..<position
        if let form = TOMLWord.form(of: source.slice(range)) {
            return TOMLScalar(range: range, content: range, style: .plain, form: form)
        }
        position = start
        if range.isEmpty { throw failure("expected a value; \(found)") }
        if self[start].isDigit || self[start].isSign {
            throw failure("this is no number, date or time of TOML; mend it (12, 0.5, 2026-01-31), or put it in quotes")
        }
        throw failure("expected a value; put text in quotes, and write booleans as true or false")
    }

    private mutating func skipWord() {
        while current.isBareInTOML || current.isSign || current == UInt8(ascii: ".") || current == UInt8(ascii: ":") {
            position += 1
        }
    }
}

/// Numbers, booleans, dates and times.
enum TOMLWord {
    /// How to read a word; nil for one that is no value.
    static func form(of word: UnsafeRawBufferPointer) -> TOMLScalar.Form? {
        if equals(word[...], "true") || equals(word[...], "false") { return .asWritten }
        if TOMLDateTime.isValid(word) { return .asWritten }
        if !isNumber(word) { return nil }
        let isOtherBase = word.count > 2 && (word[1] == UInt8(ascii: "o") || word[1] == UInt8(ascii: "b"))
        return isOtherBase || word.contains(UInt8(ascii: "_")) ? .number : .asWritten
    }

    private static func isNumber(_ word: UnsafeRawBufferPointer) -> Bool {
        var rest = word[...]
        if rest.first == UInt8(ascii: "0"), rest.count > 2, let radix = radix(of: rest[1]) {
            rest = rest.dropFirst(2)
            return takeDigits(&rest, radix: radix) && rest.isEmpty
        }
        if rest.first?.isSign == true { rest.removeFirst() }
        if equals(rest, "inf") || equals(rest, "nan") { return true }
        let startsWithZero = rest.first == UInt8(ascii: "0")
        let length = rest.count
        guard takeDigits(&rest, radix: 10), !startsWithZero || length - rest.count == 1 else { return false }
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            if !takeDigits(&rest, radix: 10) { return false }
        }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest.removeFirst()
            if rest.first?.isSign == true { rest.removeFirst() }
            if !takeDigits(&rest, radix: 10) { return false }
        }
        return rest.isEmpty
    }

    private static func radix(of letter: UInt8) -> Int? {
        switch letter {
        case UInt8(ascii: "x"): 16
        case UInt8(ascii: "o"): 8
        case UInt8(ascii: "b"): 2
        default: nil
        }
    }

    /// Takes digits; an underscore may stand between two of them.
    private static func takeDigits(_ rest: inout Slice<UnsafeRawBufferPointer>, radix: Int) -> Bool {
        var isAfterDigit = false
        while let byte = rest.first {
            if let digit = hexDigit(byte), digit < radix {
                isAfterDigit = true
            } else if byte == UInt8(ascii: "_"), isAfterDigit {
                isAfterDigit = false
            } else {
                break
            }
            rest.removeFirst()
        }
        return isAfterDigit
    }

    /// A number without underscores, and in base 10 where it was in base 2 or 8 and is not too large.
    static func decoded(_ content: UnsafeRawBufferPointer) -> [UInt8] {
        let digits = content.filter { $0 != UInt8(ascii: "_") }
        guard digits.count > 2, let radix = radix(of: digits[1]), radix < 16 else { return digits }
        let value = Int(String(decoding: digits.dropFirst(2), as: UTF8.self), radix: radix)
        return value.map { Array(String($0).utf8) } ?? digits
    }

    private static func equals(_ word: Slice<UnsafeRawBufferPointer>, _ text: StaticString) -> Bool {
        equalBytes(
            UnsafeRawBufferPointer(rebasing: word),
            UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
}

/// Dates and times (RFC 3339 §5.6), with or without an offset.
enum TOMLDateTime {
    static func isValid(_ text: UnsafeRawBufferPointer) -> Bool {
        var rest = text[...]
        if rest.count >= 5, rest[4] == UInt8(ascii: "-") {
            guard isDate(&rest) else { return false }
            guard let separator = rest.popFirst() else { return true }
            guard separator == .space || separator | 0x20 == UInt8(ascii: "t") else { return false }
            return isTime(&rest) && (rest.isEmpty || isOffset(&rest)) && rest.isEmpty
        }
        return isTime(&rest) && rest.isEmpty
    }

    private static func isDate(_ rest: inout Slice<UnsafeRawBufferPointer>) -> Bool {
        guard let year = number(&rest, digits: 4), take(UInt8(ascii: "-"), &rest),
            let month = number(&rest, digits: 2), take(UInt8(ascii: "-"), &rest), let day = number(&rest, digits: 2),
            (1...12).contains(month)
        else { return false }
        let isLeapYear = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return day >= 1 && day <= lengths[month - 1]
    }

    private static func isTime(_ rest: inout Slice<UnsafeRawBufferPointer>) -> Bool {
        // A second of 60 is a leap second.
        guard isHourAndMinute(&rest), take(UInt8(ascii: ":"), &rest), let second = number(&rest, digits: 2),
            second <= 60
        else { return false }
        if !take(UInt8(ascii: "."), &rest) { return true }
        let fraction = rest.prefix { $0.isDigit }
        rest = rest.dropFirst(fraction.count)
        return !fraction.isEmpty
    }

    private static func isOffset(_ rest: inout Slice<UnsafeRawBufferPointer>) -> Bool {
        guard let first = rest.popFirst() else { return false }
        return first | 0x20 == UInt8(ascii: "z") || (first.isSign && isHourAndMinute(&rest))
    }

    private static func isHourAndMinute(_ rest: inout Slice<UnsafeRawBufferPointer>) -> Bool {
        guard let hour = number(&rest, digits: 2), take(UInt8(ascii: ":"), &rest),
            let minute = number(&rest, digits: 2)
        else { return false }
        return hour <= 23 && minute <= 59
    }

    private static func take(_ byte: UInt8, _ rest: inout Slice<UnsafeRawBufferPointer>) -> Bool {
        guard rest.first == byte else { return false }
        rest.removeFirst()
        return true
    }

    private static func number(_ rest: inout Slice<UnsafeRawBufferPointer>, digits: Int) -> Int? {
        guard rest.count >= digits, rest.prefix(digits).allSatisfy(\.isDigit) else { return nil }
        let value = rest.prefix(digits).reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        rest = rest.dropFirst(digits)
        return value
    }
}

extension UInt8 {
    fileprivate var isSign: Bool { self == UInt8(ascii: "+") || self == UInt8(ascii: "-") }
}
