/// The entry's URL is not a usable http or https URL.
struct URLInvalid: EntryRule {
    let name = "url-invalid"
    let severity = Severity.error
    let summary = "not a usable http or https URL"

    func check(_ subject: EntrySubject) -> Issue? {
        guard case .invalid(let reason) = subject.location else { return nil }
        return Issue(at: .url, "the URL cannot be used: \(reason)")
    }
}
