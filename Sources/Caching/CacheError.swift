import FileSystem

/// The cache as a whole cannot be used: what could not be done, where, and why.
///
/// What helps depends on who asked, and is for that to say.
package struct CacheError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What could not be done.
    package enum Kind: Sendable, Hashable {
        /// To make or open the cache to write.
        case opening
        /// To open the cache to read.
        case openingToRead
        /// To open the cache for the making of a new index.
        case openingToRebuild
        /// To take a lock.
        case locking
        /// To look at an object.
        case lookingAtObject
        /// To put objects in place; those before them stay.
        case storing
        /// To remove a damaged object.
        case removing
        /// To remove what a prune is rid of; the index has forgotten it already.
        case pruning
        /// To write the journal of a change.
        case writingJournal
        /// To read the journal.
        case readingJournal
        /// To open the index alone, since another process has it open to write.
        case openingAlone
        /// To find the cache where it was opened: it was deleted, moved, unmounted or replaced since.
        case vanished
        /// To read an index that was made by a newer version.
        case readingNewerIndex
        /// To read an index in a directory that cannot be written, as another process wrote it.
        case readingWhileWritten
        /// To make room for the copy of an index that can be read only as a copy.
        case copyingIndex
        /// To read or write the index.
        case usingIndex(IndexTrouble)
    }

    /// Why an index cannot be used.
    package enum IndexTrouble: Sendable, Hashable {
        /// Its file or directory may not be read or written.
        case isForbidden
        /// A directory is in its place.
        case isDirectory
        /// The disk is full.
        case isFull
        /// Another process writes it.
        case isBusy
        /// It is no database, or a damaged one.
        case isDamaged
        /// Anything else that SQLite says.
        case other
        /// What is not SQLite's.
        case unknown
    }

    package let kind: Kind
    /// The cache's directory, its index, or what of it could not be used.
    package let path: String
    /// One clause without a full stop, in the words of the system or of SQLite.
    package let reason: String
    /// What helps by what the system says, whoever asked; nil where that does not tell.
    package let systemRemedy: String?

    init(_ kind: Kind, path: String, reason: String = "", systemRemedy: String? = nil) {
        self.kind = kind
        self.path = path
        self.reason = reason
        self.systemRemedy = systemRemedy
    }

    init(_ kind: Kind, _ error: FileSystemError) {
        self.init(kind, path: error.path, reason: error.description, systemRemedy: error.remedy)
    }

    init(_ kind: Kind, _ error: ObjectError, in directory: String) {
        self.init(kind, path: directory, reason: error.description)
    }

    /// What could not be done, where, and why, without what helps.
    package var description: String {
        switch kind {
        case .opening, .openingToRebuild: "the cache cannot be used: \(reason)"
        case .openingToRead, .lookingAtObject: "the cache cannot be read: \(reason)"
        case .locking: "the cache cannot be locked: \(reason)"
        case .storing, .removing, .pruning: reason
        case .writingJournal: "the cache cannot be written: \(reason)"
        case .readingJournal: "the cache's journal cannot be read: \(reason)"
        case .openingAlone: "another proofsheet is using the cache '\(path)'"
        case .vanished: "the cache '\(path)' was deleted, moved or replaced while it was in use"
        case .readingNewerIndex: "the cache index '\(path)' was made by a newer proofsheet"
        case .readingWhileWritten: "the cache index '\(path)' was written by another process while it was read"
        case .copyingIndex: "the cache's index cannot be copied to be read: \(reason)"
        case .usingIndex(.unknown): "the cache index '\(path)': \(reason)"
        case .usingIndex: "the cache index '\(path)' cannot be used: \(reason)"
        }
    }
}
