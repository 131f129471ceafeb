import FileSystem
import Glibc

/// An image that is written to the cache's disk and not yet in its place there.
package struct StagedObject: Sendable {
    /// Its modification time is known only when it is in place.
    package let object: ImageObject
    let content: Content

    enum Content: Sendable {
        case file(StagedFile)
        /// The same bytes were in place already; they are kept, lest another process removes them meanwhile.
        case present([UInt8])
    }

    /// Bytes that it takes in memory until it is stored.
    package var bytesHeld: Int { if case .present(let bytes) = content { bytes.count } else { 0 } }
}

extension ObjectStore {
    /// How many objects make one sync of the whole file system cheaper than one for each.
    static let syncsFileSystemFrom = 8

    /// Puts objects in place, and returns when they are durable.
    ///
    /// The caller holds the lock that keeps others from removing them.
    func place(_ objects: [StagedObject]) throws(FileSystemError) -> [ImageObject] {
        if objects.isEmpty { return [] }
        try FileSystem.makeDirectories(directory)
        var files: [(file: StagedFile, path: String)] = []
        for staged in objects {
            let path = path(of: staged.object)
            switch staged.content {
            case .file(let file): files.append((file, path))
            case .present(let bytes):
                if try FileSystem.exists(path) { break }
                files.append((try staging().write(bytes, mode: 0o444), path))
            }
        }
        let syncsAll = objects.count >= Self.syncsFileSystemFrom
        let root = try FileDescriptor.open(directory, flags: O_RDONLY | O_DIRECTORY)
        if syncsAll, !files.isEmpty {
            try root.syncFileSystem()
        } else {
            for file in files { try file.file.sync() }
        }
        for file in files { try FileSystem.makeDirectories(FileSystem.parentPath(of: file.path)) }
        for file in files { try file.file.rename(to: file.path) }
        if syncsAll {
            try root.syncFileSystem()
        } else {
            try root.sync()
            let shelves = Set(
                objects.map { FileSystem.parentPath(of: path(of: $0.object)) })
            for shelf in shelves { try FileDescriptor.open(shelf, flags: O_RDONLY | O_DIRECTORY).sync() }
        }
        var placed: [ImageObject] = []
        for staged in objects {
            var object = staged.object
            let path = path(of: object)
            object.modificationTime = try FileSystem.status(of: path).modificationTime
            placed.append(object)
        }
        return placed
    }
}
