/// How records say that an image is not cached.
package enum FalseFlag: Sendable, Hashable {
    /// With a flag that is false.
    case write
    /// Without a flag.
    case remove
}

extension ImageEntry {
    /// What the flag is to say.
    ///
    /// It is written as false, whatever is wanted, where its absence would say something else.
    package func flagValue(isCached: Bool, falseFlag: FalseFlag) -> FieldValue {
        isCached || falseFlag == .write || !canLoseFlag ? .boolean(isCached) : .absent
    }
}
