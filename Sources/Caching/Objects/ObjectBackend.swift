package import FileSystem

/// Where a cache keeps its objects: a place for bytes under names, which knows nothing of images.
///
/// A name is that of one content for good, such as `ab/ab….jpg`: it may be put in place anew, always with the same bytes,
/// and is never changed otherwise. That lets local files, and what has no more to offer than whole immutable objects, be
/// one.
package protocol ObjectBackend: Sendable {
    /// All that is under a name; nothing there is an error of the kind `isAbsence`, what is no object one of `isForeign`.
    func read(_ name: String) throws(ObjectError) -> [UInt8]

    /// What can be told of a name without reading what is there; the same errors.
    func status(of name: String) throws(ObjectError) -> ObjectStatus

    /// Takes bytes that are to be put in place later, together with others.
    func stage(_ bytes: [UInt8]) throws(ObjectError) -> StagedContent

    /// Begins a content whose bytes come piece by piece, and that may be put in place later.
    func makeGrowingContent() throws(ObjectError) -> any GrowingContent

    /// Hands over what is under a name in pieces, until `body` says false; nothing there is an error with `isAbsence`.
    func forEachPiece(of name: String, _ body: (Span<UInt8>) -> Bool) throws(ObjectError)

    /// Puts contents under their names, and returns when all of them are durable.
    ///
    /// Of one that fails, some may be in place; a reader finds each whole or not at all.
    func place(_ placements: [ObjectPlacement]) throws(ObjectError)

    /// The names that are in use and wanted, in the order of their bytes.
    ///
    /// - Parameter isWanted: Asked of each first, since to look at what is there can be slow.
    func list(where isWanted: (String) -> Bool) throws(ObjectError) -> [(name: String, status: ObjectStatus)]

    /// Takes away what is under a name; where nothing is, that is no error.
    func remove(_ name: String) throws(ObjectError)

    /// What people are told of where a name is: the path of a file, an address.
    func location(of name: String) -> String

    /// The file of a name, of which hard links can be made; nil where there are no local files.
    func localPath(of name: String) -> String?
}

extension ObjectBackend {
    package func localPath(of name: String) -> String? { nil }

    package func makeGrowingContent() throws(ObjectError) -> any GrowingContent { GrowingMemory() }

    package func forEachPiece(of name: String, _ body: (Span<UInt8>) -> Bool) throws(ObjectError) {
        let bytes = try read(name)
        _ = body(bytes.span)
    }
}

/// What a backend tells of a name.
package struct ObjectStatus: Sendable, Hashable {
    /// In bytes.
    package var size: Int
    /// In nanoseconds since 1970; the same as long as nobody touches what is there.
    package var modificationTime: Int64
    /// The number of the file on its file system, by which it is told from others of its size and time; nil where there
    /// are no files.
    package var inode: UInt64?

    package init(size: Int, modificationTime: Int64, inode: UInt64? = nil) {
        self.size = size
        self.modificationTime = modificationTime
        self.inode = inode
    }
}

/// Bytes that are not in place yet.
package enum StagedContent: Sendable {
    /// On the disk, beside the objects; removed unless it is put in place.
    case file(StagedFile)
    /// In memory.
    case memory([UInt8])
}

/// What a name is to have.
package struct ObjectPlacement: Sendable {
    package var name: String
    /// Nil where it is in place, and has to be durable with the others.
    package var content: StagedContent?
}

/// Why a backend could not do what it was asked for.
package struct ObjectError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What it tells of the object.
    package enum Kind: Sendable, Hashable {
        /// Nothing has the name.
        case isAbsence
        /// What has the name can be no object, such as a directory, a pipe or a device.
        case isForeign
        /// Nothing: what is there may be whole.
        case isTrouble
    }

    package let kind: Kind
    /// What could not be done, where, and why: one clause without a full stop.
    package let description: String

    package init(_ description: String, _ kind: Kind = .isTrouble) {
        self.description = description
        self.kind = kind
    }
}
