import FileSystem
import Probing

/// Reads the header of an image that comes through a stream, and no more of the stream than that takes.
struct StreamProbe: ~Copyable {
    private let stream: InputStream
    private let isCancelled: () -> Bool
    /// Bytes at hand, which a probe may look at again.
    private var bytes: [UInt8] = []
    /// How many bytes of the stream come before them.
    private var offset = 0

    init(_ stream: consuming InputStream, unless isCancelled: @escaping () -> Bool) {
        self.stream = stream
        self.isCancelled = isCancelled
    }

    /// Number of bytes read.
    var bytesRead: Int { offset + bytes.count }

    mutating func header() throws(FileSystemError) -> Result<ImageHeader, ProbeError> {
        try Probe.header { offset, buffer throws(FileSystemError) in
            try fill(&buffer, from: offset)
        }.result
    }

    /// All the rest of the stream.
    ///
    /// - Parameter limit: Largest size in bytes; a longer stream is cut short behind it.
    mutating func rest(limit: Int) throws(FileSystemError) -> [UInt8] {
        while bytes.count <= limit, try read(upTo: 1 << 16) {}
        return bytes
    }

    /// Fills the buffer from an offset on, which never lies before the last one; fewer bytes where the stream ends.
    private mutating func fill(_ buffer: inout MutableSpan<UInt8>, from start: Int) throws(FileSystemError) -> Int {
        drop(before: start)
        while bytesRead < start {
            guard try read(upTo: min(start - bytesRead, 1 << 16)) else { return 0 }
            drop(before: start)
        }
        while bytes.count < buffer.count, try read(upTo: buffer.count - bytes.count) {}
        let count = min(bytes.count, buffer.count)
        for index in 0..<count { buffer[index] = bytes[index] }
        return count
    }

    private mutating func drop(before start: Int) {
        let count = min(bytes.count, max(0, start - offset))
        bytes.removeFirst(count)
        offset += count
    }

    private mutating func read(upTo count: Int) throws(FileSystemError) -> Bool {
        let piece = try stream.read(upTo: count, unless: isCancelled)
        bytes += piece
        return !piece.isEmpty
    }
}
