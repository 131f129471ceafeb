import Records

/// The flag is no boolean, or one only by the rules of YAML 1.1.
struct FlagInvalid: DeclarationRule {
    let name = RuleName.flagInvalid
    let label = "invalid flag"
    let severity = Severity.warning
    let summary = "not a boolean, or a YAML 1.1 boolean (yes, on)"
    let documentation = RuleDocumentation(
        meaning: """
            The flag is a word that not every parser takes for true or false: YAML 1.1 reads yes and on as booleans, YAML 1.2 as \
            text.
            """,
        example: """
            isCached: yes
            """,
        remedy: """
            Write true or false; 'proofsheet repair' does where the truth is known.
            """,
        keys: ["keys.flag"])

    func check(_ subject: EntrySubject) -> Issue? {
        let message: String
        switch subject.declaredFlag {
        case .absent, .boolean: return nil
        case .legacyBoolean(let value):
            message = "the flag is a YAML 1.1 boolean, which newer parsers read as text; write \(value)"
        case .spelledBoolean(let value):
            message = "the flag says \(value) in other words; write \(value)"
        case .invalid(let text): message = "the flag '\(text)' is not a boolean; write true or false"
        }
        let fixes = subject.flagTruth.map { [subject.flagFix(isCached: $0)] }
        return Issue(at: .flag, message, fixes: fixes ?? [])
    }
}

extension RuleName {
    package static let flagInvalid = RuleName("flag-invalid")
}
