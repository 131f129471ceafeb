import Fetching
import FileSystem
import Probing

/// Reads an image that comes through a stream.
struct ImageStream: ~Copyable {
    private let stream: InputStream
    private let isCancelled: () -> Bool
    /// Number of bytes read.
    private(set) var bytesRead = 0

    init(_ stream: consuming InputStream, unless isCancelled: @escaping () -> Bool) {
        self.stream = stream
        self.isCancelled = isCancelled
    }

    /// Reads until the header is known, and no further.
    mutating func header() throws(FileSystemError) -> Result<ImageHeader, ProbeError> {
        var scan = ByteScan(HeaderDemand(reach: .file))
        while scan.need != nil {
            let wanted = scan.next - bytesRead + max(scan.missing, 1_024)
            let start = bytesRead
            let piece = try read(upTo: min(wanted, 1 << 16))
            if piece.isEmpty { scan.finish(at: start) } else { scan.take(piece, at: start) }
        }
        return scan.demand.header ?? .failure(.notAnImage)
    }

    /// Reads to the end of the stream.
    ///
    /// - Parameter limit: Largest size in bytes; a longer stream is cut short behind it.
    mutating func all(limit: Int) throws(FileSystemError) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count <= limit {
            let piece = try read(upTo: 1 << 16)
            if piece.isEmpty { break }
            bytes += piece
        }
        return bytes
    }

    private mutating func read(upTo count: Int) throws(FileSystemError) -> [UInt8] {
        let piece = try stream.read(upTo: count, unless: isCancelled)
        bytesRead += piece.count
        return piece
    }
}
