/// Words for what stops libyaml.
enum YAMLFailure {
    static func describe(
        _ events: borrowing YAMLEvents, range: Range<Int>, cursor: inout CodePointCursor
    ) -> ParseFailure {
        let error = events.error
        let offset = error.byte.map { range.lowerBound + $0 } ?? cursor.byteOffset(of: error.index)
        var what = error.text.isEmpty ? "there is not enough memory" : error.text
        if let context = error.context { what += " " + context }
        return ParseFailure(
            offset: min(offset, range.upperBound), message: "the YAML cannot be read: \(what); \(remedy(error.text))")
    }

    /// What usually mends an error with that text.
    private static func remedy(_ problem: String) -> String {
        for (part, remedy) in remedies where problem.contains(part) { return remedy }
        return "mend the line, or put its value in quotes"
    }

    private static let remedies = [
        ("mapping values are not allowed", "put the value in quotes if it holds ': '"),
        ("could not find expected ':'", "add the ':', or close the quotes on the lines before"),
        ("cannot start any token", "use spaces in place of tabs, and put values that start with @ or ` in quotes"),
        ("unknown escape character", "double the backslash, or use single quotes"),
        ("unexpected end of stream", "close the quotes"),
        ("unexpected document indicator", "close the quotes"),
        ("control characters", "remove the character, or write it as an escape in double quotes"),
        ("did not find expected <document start>", "put '---' on the line before"),
        ("did not find expected key", "check the indentation, and the quotes on the lines before"),
        ("did not find expected '-'", "check the indentation of the list"),
        ("tab character", "use spaces to indent"),
        ("Maximum nesting level", "flatten the data"),
        ("undefined tag handle", "declare it with %TAG, or remove the tag"),
    ]
}
