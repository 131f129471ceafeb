/// A kind of records whose keys are known: what the words of its keys do not say without it.
package enum EntryPreset: String, Sendable, Hashable, CaseIterable {
    case iiif, coco, wordpress, contentful, sanity, ghost, webmanifest, photoswipe, smartable
    case schemaOrg = "schema.org"

    /// What it adds.
    var table: PresetTable {
        switch self {
        case .iiif: .iiif
        case .coco: .coco
        case .schemaOrg: .schemaOrg
        case .wordpress: .wordpress
        case .contentful: .contentful
        case .sanity: .sanity
        case .ghost: .ghost
        case .webmanifest: .webmanifest
        case .photoswipe: .photoswipe
        case .smartable: .smartable
        }
    }
}

/// What a preset says of keys, spelled as the records have them.
struct PresetTable: Sendable {
    /// In place of what the words of a key say.
    var keys: [String: KeyTraits] = [:]
    /// Keys of addresses, before those of the vocabulary.
    var urlKeys: [String] = []
    /// Keys that hold images, beside those of the vocabulary.
    var containerKeys: [String] = []
    /// Ways of recognizing entries that are not taken.
    var excluded: [Recognizer] = []
}
