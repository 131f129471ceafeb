import Records

/// The entry has no width or no height.
struct DimensionsMissing: EntryRule {
    let name = "dimensions-missing"
    let severity = Severity.warning
    let summary = "width or height absent"

    func check(_ subject: EntrySubject) -> Issue? {
        let entry = subject.entry
        let missing = [("width", entry.declaredWidth), ("height", entry.declaredHeight)]
            .filter { $0.1 == .absent }.map(\.0)
        guard !missing.isEmpty else { return nil }
        var message = "no \(missing.joined(separator: " and no ")) is declared"
        if let actual = subject.actualSize { message += "; the image is \(actual)" }
        return Issue(at: .url, message, fixes: subject.sizeFixes { $0 == .absent })
    }
}

extension EntrySubject {
    /// Fixes that set the actual size where the declared length is one of those picked.
    func sizeFixes(where isPicked: (DeclaredLength) -> Bool) -> [Issue.Fix] {
        guard let actual = actualSize else { return [] }
        return [(EntryField.width, entry.declaredWidth, actual.width), (.height, entry.declaredHeight, actual.height)]
            .filter { isPicked($0.1) && $0.1 != .pixels($0.2) }
            .map { Issue.Fix(field: $0.0, value: .pixels($0.2)) }
    }
}
