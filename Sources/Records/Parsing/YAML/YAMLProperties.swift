/// Tags and anchors before a value.
enum YAMLProperties {
    /// Where the value starts whose tag or anchor starts at `start`: behind both and what separates them.
    ///
    /// libyaml gives the place of the properties as the place of the value (YAML 1.2 §6.9 has the grammar).
    static func end(from start: Int, in source: SourceBytes) -> Int {
        var index = start
        while true {
            switch source[index] {
            case UInt8(ascii: "&"): skipAnchor(&index, in: source)
            case UInt8(ascii: "!"): skipTag(&index, in: source)
            default: return index
            }
            skipSeparation(&index, in: source)
        }
    }

    private static func skipAnchor(_ index: inout Int, in source: SourceBytes) {
        repeat { index += 1 } while source[index].isAnchorCharacter
    }

    private static func skipTag(_ index: inout Int, in source: SourceBytes) {
        index += 1
        let isVerbatim = source[index] == UInt8(ascii: "<")
        while source[index] > .space, isVerbatim || source[index] != UInt8(ascii: ",") {
            index += 1
            if isVerbatim, source[index - 1] == UInt8(ascii: ">") { return }
            if lineBreakLength(at: index, in: source) > 0 { return }
        }
    }

    /// Skips blanks, line breaks and comments.
    static func skipSeparation(_ index: inout Int, in source: SourceBytes) {
        while true {
            if source[index].isBlank {
                index += 1
            } else if source[index] == UInt8(ascii: "#") {
                while source[index] != 0, lineBreakLength(at: index, in: source) == 0 { index += 1 }
            } else {
                let length = lineBreakLength(at: index, in: source)
                if length == 0 { return }
                index += length
            }
        }
    }

    /// Bytes of the line break at `index`, 0 for none.
    ///
    /// libyaml follows YAML 1.1 §4.1.4, where NEL, U+2028 and U+2029 end a line too.
    static func lineBreakLength(at index: Int, in source: SourceBytes) -> Int {
        switch source[index] {
        case .lineFeed, .carriageReturn: 1
        case 0xC2: source[index + 1] == 0x85 ? 2 : 0
        case 0xE2: source[index + 1] == 0x80 && (source[index + 2] | 1) == 0xA9 ? 3 : 0
        default: 0
        }
    }
}

extension UInt8 {
    /// A character that libyaml takes in the name of an anchor.
    fileprivate var isAnchorCharacter: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "_"), UInt8(ascii: "-"): true
        default: isDigit
        }
    }
}
