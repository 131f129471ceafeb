import Records

/// What a repair can put right, by the part of an entry that it changes.
package enum RepairKind: Sendable, Hashable, CaseIterable {
    case flags, dimensions, urls

    /// What the changes of a finding are; nil where it has none.
    init?(_ changes: [FieldChange]) {
        guard let first = changes.first else { return nil }
        switch first.field {
        case .flag: self = .flags
        case .width, .height: self = .dimensions
        case .url: self = .urls
        }
    }
}
