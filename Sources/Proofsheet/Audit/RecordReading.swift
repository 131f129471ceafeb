import Caching
import FileSystem
import Glibc
import Hashing
import Records

/// What reading a file, or a part of it, gave.
struct RecordReading: Sendable {
    var item: RecordSource.Item
    /// What is still to be read.
    var rest: Rest?

    /// The parts of a large file that follow those which were read.
    struct Rest: Sendable {
        fileprivate let file: RecordFile
        fileprivate let start: RecordPart

        /// Reads the next part.
        func read() -> RecordReading { RecordReading(file, at: start) }
    }

    init(item: RecordSource.Item) { self.item = item }

    /// Reads a file from its start, as planned.
    ///
    /// - Parameter sizeLimit: Largest size in bytes of a record that is read whole.
    init(of path: String, _ plan: RecordSource.Plan, _ vocabulary: EntryVocabulary, sizeLimit: Int) {
        do throws(FileSystemError) {
            if case .compare(let id) = plan, try Self.isContent(id, of: path, sizeLimit: sizeLimit) {
                self.init(item: .known)
                return
            }
            if let file = try RecordFile(path, vocabulary: vocabulary, sizeLimit: sizeLimit) {
                self.init(file, at: .first)
            } else {
                self.init(item: .other)
            }
        } catch {
            self.init(item: .failure(error))
        }
    }

    /// Whether a file has the SHA-256 `id`; one that is larger than the limit has not.
    private static func isContent(_ id: SHA256, of path: String, sizeLimit: Int) throws(FileSystemError) -> Bool {
        do throws(FileSystemError) {
            return SHA256(of: try FileSystem.read(path, limit: sizeLimit).bytes) == id
        } catch {
            if error.code == EFBIG { return false }
            throw error
        }
    }

    private init(_ file: RecordFile, at start: RecordPart) {
        do throws(FileSystemError) {
            let record = try file.part(at: start)
            self.init(item: record.map(RecordSource.Item.record) ?? .other)
            rest = record?.followingPart.map { Rest(file: file, start: $0) }
        } catch {
            self.init(item: .failure(error))
        }
    }
}
