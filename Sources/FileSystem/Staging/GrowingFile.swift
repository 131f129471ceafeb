package import Glibc
import Synchronization

/// A new file whose content comes piece by piece; gone with its last reference, unless it was put in place.
package final class GrowingFile: Sendable {
    private struct State: ~Copyable {
        /// Nil while it rests.
        var file: FileDescriptor?
        var count = 0
    }

    private let state: Mutex<State>
    /// Nil for a file without a name.
    private let staged: StagedFile?

    init(_ file: consuming FileDescriptor, staged: StagedFile?) {
        state = Mutex(State(file: file))
        self.staged = staged
    }

    /// Makes a file in `directory` that has no name, so that it goes with this process, however that ends.
    package convenience init(unnamedIn directory: String) throws(FileSystemError) {
        let path = joinPath(directory, "proofsheet-" + String(UInt64.random(in: .min ... .max), radix: 36))
        let file = try FileDescriptor.open(path, flags: Self.flags | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600)
        try FileSystem.remove(path)
        self.init(file, staged: nil)
    }

    static let flags = O_RDWR | O_APPEND

    /// Bytes that were added.
    package var count: Int { state.withLock { $0.count } }

    /// Adds bytes at the end.
    package func append(_ bytes: RawSpan) throws(FileSystemError) {
        try withFile { file throws(FileSystemError) in try file.write(bytes) }
        state.withLock { $0.count += bytes.byteCount }
    }

    /// Fills the span from `offset` on, up to the end of the file, and returns the number of bytes read.
    package func read(into span: inout MutableSpan<UInt8>, at offset: Int) throws(FileSystemError) -> Int {
        try withFile { file throws(FileSystemError) in try file.read(into: &span, at: offset) }
    }

    /// All of the content.
    package func bytes() throws(FileSystemError) -> [UInt8] {
        let count = count
        return try withFile { file throws(FileSystemError) in try file.read(at: 0, count: count) }
    }

    /// Keeps no descriptor open until more is added or read; a file without a name keeps its own.
    package func rest() {
        guard staged != nil else { return }
        state.withLock { $0.file = nil }
    }

    /// Ends its growth; nil for a file without a name.
    package func finish(mode: mode_t) throws(FileSystemError) -> StagedFile? {
        try withFile { file throws(FileSystemError) in try file.changeMode(mode) }
        rest()
        return staged
    }

    private func withFile<Result>(
        _ body: (borrowing FileDescriptor) throws(FileSystemError) -> Result
    ) throws(FileSystemError) -> Result {
        try state.withLock { state throws(FileSystemError) in
            if state.file == nil, let staged { state.file = try staged.open(flags: Self.flags) }
            guard let file = state.file.take() else { throw FileSystemError(call: .open, path: "", code: EBADF) }
            let result: Swift.Result<Result, FileSystemError>
            do throws(FileSystemError) { result = .success(try body(file)) } catch { result = .failure(error) }
            state.file = consume file
            return try result.get()
        }
    }
}
