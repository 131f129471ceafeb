import Records

/// The cache holds an intact object, and the flag does not say so.
struct FlagUnset: DeclarationRule, QuietRule {
    let name = RuleName.flagUnset
    let label = "no flag"
    let severity = Severity.warning
    let summary = "an intact object, and the flag is false or absent"
    let documentation = RuleDocumentation(
        meaning: """
            The cache holds an intact copy, and the flag is false or absent: templates go to the other host for nothing. Entries \
            of images on the site itself need no flag. Of absent flags it speaks only in archives where some entry has a \
            flag, unless the key flags says otherwise.
            """,
        example: """
            isCached: false    # though the image is cached
            """,
        remedy: """
            Let 'proofsheet repair' write true.
            """,
        keys: ["keys.flag", "flags", "false-flag", "site-url"])

    func check(_ subject: EntrySubject) -> Issue? {
        guard subject.entry.takesFlag, subject.flagTruth == true else { return nil }
        let state: String
        switch subject.declaredFlag {
        case .boolean(false), .legacyBoolean(false), .spelledBoolean(false): state = "false"
        // Entries of images on the site itself carry no flag.
        case .absent where subject.settings.addsFlags && !subject.location.isOnSite: state = "absent"
        default: return nil
        }
        return Issue(
            at: state == "absent" ? .url : .flag, "the image is cached, and the flag is \(state)",
            fixes: [subject.flagFix(isCached: true)])
    }
}

extension RuleName {
    package static let flagUnset = RuleName("flag-unset")
}
