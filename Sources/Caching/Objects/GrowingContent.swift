import FileSystem
import Synchronization

/// Bytes that come piece by piece, outside of memory where the backend can keep them there; gone with the last reference
/// unless they were put in place.
package protocol GrowingContent: AnyObject, Sendable {
    /// Bytes that were added.
    var count: Int { get }

    /// Adds bytes at the end.
    func append(_ bytes: RawSpan) throws(ObjectError)

    /// Fills the span from `offset` on, up to the last byte, and returns the number of bytes read.
    func read(into span: inout MutableSpan<UInt8>, at offset: Int) throws(ObjectError) -> Int

    /// All of the bytes.
    func bytes() throws(ObjectError) -> [UInt8]

    /// Holds on to nothing that is only needed while bytes are added or read.
    func rest()

    /// Ends its growth, for it to be put in place.
    func finish() throws(ObjectError) -> StagedContent
}

/// A growing content in a file.
package final class GrowingFileContent: GrowingContent {
    private let file: GrowingFile
    private let mode: UInt32

    init(_ file: GrowingFile, mode: UInt32) {
        self.file = file
        self.mode = mode
    }

    /// A content that is never put in place, in a file without a name in a directory.
    package convenience init(unnamedIn directory: String) throws(ObjectError) {
        do throws(FileSystemError) { self.init(try GrowingFile(unnamedIn: directory), mode: 0o600) } catch {
            throw ObjectError(error)
        }
    }

    package var count: Int { file.count }

    package func append(_ bytes: RawSpan) throws(ObjectError) {
        do throws(FileSystemError) { try file.append(bytes) } catch { throw ObjectError(error) }
    }

    package func read(into span: inout MutableSpan<UInt8>, at offset: Int) throws(ObjectError) -> Int {
        do throws(FileSystemError) { return try file.read(into: &span, at: offset) } catch { throw ObjectError(error) }
    }

    package func bytes() throws(ObjectError) -> [UInt8] {
        do throws(FileSystemError) { return try file.bytes() } catch { throw ObjectError(error) }
    }

    package func rest() { file.rest() }

    package func finish() throws(ObjectError) -> StagedContent {
        do throws(FileSystemError) {
            if let staged = try file.finish(mode: mode) { return .file(staged) }
        } catch {
            throw ObjectError(error)
        }
        return .memory(try bytes())
    }
}

/// A growing content of a backend that has nowhere else to keep it.
final class GrowingMemory: GrowingContent {
    private let content = Mutex<[UInt8]>([])

    var count: Int { content.withLock(\.count) }

    func append(_ bytes: RawSpan) throws(ObjectError) {
        content.withLock { content in bytes.withUnsafeBytes { content.append(contentsOf: $0) } }
    }

    func read(into span: inout MutableSpan<UInt8>, at offset: Int) throws(ObjectError) -> Int {
        let bytes = content.withLock(\.self)
        let count = max(0, min(span.count, bytes.count - offset))
        for index in 0..<count { span[index] = bytes[offset + index] }
        return count
    }

    func bytes() throws(ObjectError) -> [UInt8] { content.withLock(\.self) }
    func rest() {}
    func finish() throws(ObjectError) -> StagedContent { .memory(try bytes()) }
}
