/// Where large bodies go as they come, so that memory holds none of them whole.
package protocol BodyStore: Sendable {
    /// Begins a body.
    func makeBody() throws(BodyStoreError) -> any StoredBody
}

/// A body outside of memory; gone with its last reference.
///
/// The engine adds to it on the thread of the transfer loop, and hands it over with the response.
package protocol StoredBody: AnyObject, Sendable {
    /// Bytes that were added.
    var count: Int { get }

    /// Adds bytes at the end.
    func append(_ bytes: RawSpan) throws(BodyStoreError)

    /// Holds on to nothing that is only needed while bytes are added.
    func rest()
}

/// Why a body cannot be stored: one clause without a full stop.
package struct BodyStoreError: Error, Sendable, Hashable {
    package let reason: String

    package init(reason: String) { self.reason = reason }
}
