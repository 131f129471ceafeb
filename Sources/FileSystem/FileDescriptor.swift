import CSystem
package import Glibc

/// An open file or directory; closed when its owner lets go of it.
package struct FileDescriptor: ~Copyable, Sendable {
    let rawValue: Int32
    /// The path it was opened under, for messages.
    package let path: String
    /// The status when it was opened, where that was asked for.
    private var opened: FileStatus?

    init(rawValue: Int32, path: String) {
        self.rawValue = rawValue
        self.path = path
    }

    deinit { _ = Glibc.close(rawValue) }

    /// Opens `path`; `O_CLOEXEC` is always set.
    package static func open(
        _ path: String, flags: Int32, mode: mode_t = 0
    ) throws(FileSystemError) -> FileDescriptor {
        try open(path, in: AT_FDCWD, flags: flags, mode: mode, fullPath: path)
    }

    /// Opens a file to read; anything but a regular file fails with `EISDIR` or `EINVAL`, and never blocks.
    package static func openRegularFile(_ path: String) throws(FileSystemError) -> FileDescriptor {
        var descriptor = try open(path, flags: O_RDONLY | O_NONBLOCK)
        let status = try descriptor.status()
        switch status.kind {
        case .regular:
            descriptor.opened = status
            return descriptor
        case .directory: throw FileSystemError(call: .read, path: path, code: EISDIR)
        default: throw FileSystemError(call: .read, path: path, code: EINVAL)
        }
    }

    /// Opens a file whose first bytes are to be read; never blocks.
    ///
    /// Reading a directory fails with `EISDIR`, and what has no offsets, such as a pipe, with `EINVAL`: that takes one
    /// call less than looking what it is.
    package static func openFileStart(_ path: String) throws(FileSystemError) -> FileDescriptor {
        try open(path, flags: O_RDONLY | O_NONBLOCK | O_NOCTTY)
    }

    /// Opens a file of this directory; `O_CLOEXEC` is always set.
    package func openFile(named name: String, flags: Int32, mode: mode_t = 0) throws(FileSystemError) -> FileDescriptor
    {
        try Self.open(name, in: rawValue, flags: flags, mode: mode, fullPath: joinPath(path, name))
    }

    private static func open(
        _ path: String, in directory: Int32, flags: Int32, mode: mode_t, fullPath: String
    ) throws(FileSystemError) -> FileDescriptor {
        try injectedFault(.open, fullPath)
        try checkNoNUL(fullPath, for: .open)
        // A string that is passed as it is would be copied first.
        let descriptor = try retrying(.open, fullPath) {
            path.withCString { openat(directory, $0, flags | O_CLOEXEC, mode) }
        }
        return FileDescriptor(rawValue: descriptor, path: fullPath)
    }

    package func status() throws(FileSystemError) -> FileStatus {
        try injectedFault(.status, path)
        var result = stat()
        _ = try retrying(.status, path) { fstat(rawValue, &result) }
        return FileStatus(result)
    }

    /// Reads up to `buffer.count` bytes from `offset` on; 0 at the end of the file.
    private func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(FileSystemError) -> Int {
        try injectedFault(.read, path)
        do throws(FileSystemError) {
            return try retrying(.read, path) { pread(rawValue, buffer.baseAddress, buffer.count, off_t(offset)) }
        } catch {
            throw error.code == ESPIPE ? FileSystemError(call: .read, path: path, code: EINVAL) : error
        }
    }

    /// Puts bytes from `offset` on into the span, at least that many unless the file ends before, and returns their
    /// number.
    package func read(
        into span: inout MutableSpan<UInt8>, at offset: Int, atLeast least: Int = .max
    ) throws(FileSystemError) -> Int {
        try span.withUnsafeMutableBytes { fill($0, at: offset, atLeast: least) }.get()
    }

    /// Reads until the buffer is full or has at least that many bytes, or the file ends, and gives the number of bytes
    /// read.
    ///
    /// - Parameter end: Where the file is known to have ended: a read that gets no further shows that it still does.
    func fill(
        _ buffer: UnsafeMutableRawBufferPointer, at offset: Int, atLeast least: Int = .max, end: Int? = nil
    ) -> Result<Int, FileSystemError> {
        var filled = 0
        while filled < min(buffer.count, least) {
            do throws(FileSystemError) {
                let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
                let count = try read(into: rest, at: offset + filled)
                filled += count
                if count == 0 || offset + filled == end { break }
            } catch {
                return .failure(error)
            }
        }
        return .success(filled)
    }

    /// Up to `count` bytes from `offset` on; fewer where the file ends.
    package func read(at offset: Int, count: Int) throws(FileSystemError) -> [UInt8] {
        try read(at: offset, count: count, end: nil)
    }

    private func read(at offset: Int, count: Int, end: Int?) throws(FileSystemError) -> [UInt8] {
        var outcome = Result<Int, FileSystemError>.success(0)
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            outcome = fill(UnsafeMutableRawBufferPointer(buffer), at: offset, end: end)
            filled = (try? outcome.get()) ?? 0
        }
        _ = try outcome.get()
        return bytes
    }

    /// Up to `count` bytes from the current position on; none at the end of the file.
    func readNext(upTo count: Int) throws(FileSystemError) -> [UInt8] {
        try injectedFault(.read, path)
        var outcome = Result<Int, FileSystemError>.success(0)
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            do throws(FileSystemError) {
                filled = try retrying(.read, path) { Glibc.read(rawValue, buffer.baseAddress, count) }
            } catch {
                outcome = .failure(error)
            }
        }
        _ = try outcome.get()
        return bytes
    }

    /// The whole content, and the status when it was opened or read.
    ///
    /// - Parameter limit: Largest size in bytes; a larger file fails with `EFBIG`.
    package func readAll(limit: Int = 1 << 30) throws(FileSystemError) -> (bytes: [UInt8], status: FileStatus) {
        let status = if let opened { opened } else { try status() }
        if status.size > limit { throw FileSystemError(call: .read, path: path, code: EFBIG) }
        var bytes: [UInt8] = []
        // One byte more than the size shows, without a further call, that the file did not grow meanwhile.
        var piece = status.size + 1
        while true {
            let read = try read(at: bytes.count, count: piece, end: status.size)
            if bytes.isEmpty { bytes = read } else { bytes += read }
            if bytes.count > limit { throw FileSystemError(call: .read, path: path, code: EFBIG) }
            if read.count < piece { return (bytes, status) }
            piece = 65_536
        }
    }

    /// Hands over the content in pieces of a size, the last of which may be shorter, until `body` says false.
    func forEachPiece(size: Int, _ body: (Span<UInt8>) -> Bool) throws(FileSystemError) {
        // One byte more than the size shows, without a further call, that the file ends there.
        var piece = [UInt8](repeating: 0, count: min(size, try status().size + 1))
        var offset = 0
        while true {
            var span = piece.mutableSpan
            let count = try read(into: &span, at: offset)
            if count == 0 || !body(span.span.extracting(first: count)) || count < span.count { return }
            offset += count
        }
    }

    /// Writes all bytes at the current position.
    package func write(_ bytes: [UInt8]) throws(FileSystemError) { try write(bytes.span.bytes) }

    /// Writes all bytes at the current position.
    package func write(_ bytes: RawSpan) throws(FileSystemError) {
        var written = 0
        while written < bytes.byteCount {
            try injectedFault(.write, path)
            written += try retrying(.write, path) {
                bytes.withUnsafeBytes { buffer in
                    Glibc.write(rawValue, buffer.baseAddress?.advanced(by: written), buffer.count - written)
                }
            }
        }
    }

    /// Writes all bytes at an offset; the current position stays.
    package func write(_ bytes: [UInt8], at offset: Int) throws(FileSystemError) {
        var written = 0
        while written < bytes.count {
            try injectedFault(.write, path)
            written += try retrying(.write, path) {
                bytes.withUnsafeBytes { buffer in
                    pwrite(
                        rawValue, buffer.baseAddress?.advanced(by: written), buffer.count - written, offset + written)
                }
            }
        }
    }

    /// Returns when the file's content and metadata, or the directory's entries, are on the disk.
    package func sync() throws(FileSystemError) {
        try injectedFault(.sync, path)
        _ = try retrying(.sync, path) { fsync(rawValue) }
    }

    /// Returns when all that was written to this file's file system is on the disk (syncfs(2)).
    package func syncFileSystem() throws(FileSystemError) {
        try injectedFault(.sync, path)
        _ = try retrying(.sync, path) { syncfs(rawValue) }
    }

    func changeMode(_ mode: mode_t) throws(FileSystemError) {
        try injectedFault(.changeMode, path)
        _ = try retrying(.changeMode, path) { fchmod(rawValue, mode) }
    }

    /// Sets when the file was changed, in nanoseconds since 1970, which must not be negative.
    func changeModificationTime(_ time: Int64) throws(FileSystemError) {
        try injectedFault(.changeTime, path)
        let time = max(time, 0)
        let value = timespec(tv_sec: Int(time / 1_000_000_000), tv_nsec: Int(time % 1_000_000_000))
        _ = try retrying(.changeTime, path) {
            withUnsafePointer(to: (value, value)) { pointer in
                pointer.withMemoryRebound(to: timespec.self, capacity: 2) { futimens(rawValue, $0) }
            }
        }
    }

    func changeOwner(_ owner: uid_t, group: gid_t) throws(FileSystemError) {
        try injectedFault(.changeOwner, path)
        _ = try retrying(.changeOwner, path) { fchown(rawValue, owner, group) }
    }
}

/// Fails for a path with a NUL, which the system would take for the end of a shorter path.
func checkNoNUL(_ path: String, for call: SystemCall) throws(FileSystemError) {
    let hasNUL = path.utf8.withContiguousStorageIfAvailable { bytes in
        bytes.baseAddress.map { memchr($0, 0, bytes.count) != nil } == true
    }
    if hasNUL ?? path.utf8.contains(0) { throw FileSystemError(call: call, path: path, code: EINVAL) }
}

/// Makes a system call again for as long as a signal interrupts it.
func retrying<Result: SignedInteger>(
    _ call: SystemCall, _ path: String, _ body: () -> Result
) throws(FileSystemError) -> Result {
    while true {
        let result = body()
        if result != -1 { return result }
        let code = errno
        if code != EINTR { throw FileSystemError(call: call, path: path, code: code) }
    }
}

/// Joins a directory and a name with exactly one slash.
package func joinPath(_ directory: String, _ name: String) -> String {
    if directory.isEmpty { return name }
    return directory.utf8.last == UInt8(ascii: "/") ? directory + name : directory + "/" + name
}
