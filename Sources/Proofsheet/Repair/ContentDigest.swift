import Caching
import FileSystem
import Hashing

/// By what the content of a file that was read piece by piece is known again, without being kept.
struct ContentDigest: Sendable {
    private var pieces: [(count: Int, id: SHA256)] = []

    /// That of nothing yet.
    init() {}

    /// That of a content that is known as a whole.
    init(of bytes: [UInt8]) { append(bytes) }

    /// Takes the next bytes of the content.
    mutating func append(_ bytes: [UInt8]) {
        pieces.append((bytes.count, SHA256(of: bytes)))
    }

    /// Whether a file has this content and no more.
    func isContent(of path: String) throws(FileSystemError) -> Bool {
        let file = try FileDescriptor.openRegularFile(path)
        var offset = 0
        for piece in pieces {
            let bytes = try file.read(at: offset, count: piece.count)
            if bytes.count != piece.count || SHA256(of: bytes) != piece.id { return false }
            offset += piece.count
        }
        return try file.read(at: offset, count: 1).isEmpty
    }
}
