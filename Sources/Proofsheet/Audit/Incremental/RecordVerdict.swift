import Auditing
import Caching
import FileSystem
import Hashing
import Records

/// What an audit said of a record, and all by which it is known whether it would say so again.
struct RecordVerdict: Sendable {
    /// Number of entries, and of those whose image the site itself has, whose URL is a template, and which are skipped.
    var entries = 0
    var siteEntries = 0
    var templatedEntries = 0
    var skippedEntries = 0
    /// How many values look like an image and are not read, by their keys.
    var passedOver: [String: Int] = [:]
    /// Number of flags, and of those that are plainly true.
    var flags = 0
    var trueFlags = 0
    /// The cache's keys that the entries name, in their order, as numbers that the run has given to texts.
    var images: [Int] = []
    /// The URLs of the entries whose place depends on which files the site has.
    var siteReferences: [Int] = []
    var findings: [Finding] = []

    /// It is of a file that was left alone, and of which nothing was looked at.
    var isUnread: Bool { entries == 0 && findings.contains { $0.rule == .recordUnread } }
}

/// By which a file is known to be unchanged without being read.
struct FileStamp: Sendable, Hashable {
    let size: Int
    let modificationTime: Int64
    let changeTime: Int64
    let device: UInt64
    let inode: UInt64

    init(_ status: FileStatus) {
        size = status.size
        modificationTime = status.modificationTime
        changeTime = status.changeTime
        device = status.device
        inode = status.inode
    }

    /// Whether a later change must show in the times: file systems count in steps of up to 2 s (FAT), so that a file
    /// which was young when it was looked at can change without one.
    func isSettled(at now: Int64) -> Bool {
        let step: Int64 = 2_000_000_000
        return modificationTime < now - step && changeTime < now - step
    }
}

/// A verdict as it is kept.
struct KeptVerdict: Sendable {
    var stamp: FileStamp
    /// The stamp alone tells whether the file has changed.
    var isSettled: Bool
    /// Of what the file held.
    var contentID: SHA256
    /// What was known of the images, and where the files of the site were, as checksums.
    var knowledge: UInt64
    var places: UInt64
    var verdict: RecordVerdict
    /// Which of those that the memory had from earlier runs it is; nil for a new one.
    var number: Int?
}
