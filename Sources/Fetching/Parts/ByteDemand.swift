/// Something that reads a file from its start on, and says what it needs of it next.
///
/// It keeps only its state, never bytes, and moves forward only. A copy that is kept from before can begin anew where
/// an answer breaks off.
package protocol ByteDemand: Sendable {
    /// What is needed before anything is known.
    var firstNeed: ByteNeed { get }

    /// Goes as far as the bytes reach; nil once nothing more is needed.
    ///
    /// - Parameters:
    ///   - bytes: From the offset that was asked for on, and at least as many as were asked for unless the file ends.
    ///   - offset: Where in the file the bytes begin; before the offset asked for where the file ends sooner.
    ///   - isEnd: The file ends with them; the answer must be nil then.
    mutating func advance(_ bytes: Span<UInt8>, at offset: Int, isEnd: Bool) -> ByteNeed?
}

/// What is needed of a file: at least `count` bytes from `offset` on.
package struct ByteNeed: Sendable, Hashable {
    package var offset: Int
    package var count: Int

    package init(offset: Int, count: Int) {
        self.offset = offset
        self.count = count
    }
}
