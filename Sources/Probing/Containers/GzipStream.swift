import CZlib

/// Inflates gzip data byte by byte (RFC 1952, RFC 1951).
///
/// A value: a copy inflates on its own, from where the first one stands.
struct GzipStream: Sendable {
    /// What the state of zlib lives in; it must not move, since that state refers back to it.
    @safe private final class Storage: @unchecked Sendable {
        let stream: UnsafeMutablePointer<z_stream>

        init() {
            unsafe stream = .allocate(capacity: 1)
            unsafe stream.initialize(to: z_stream())
        }

        deinit {
            unsafe inflateEnd(stream)
            unsafe stream.deallocate()
        }
    }

    private var storage = Storage()
    private(set) var isAtEnd = false

    /// Throws where there is no memory.
    init() throws(ProbeError) {
        guard unsafe zlib_inflate_init_gzip(storage.stream) == Z_OK else { throw Self.noMemory }
    }

    /// Inflates one more byte, and passes on what comes out until `take` has enough or nothing is left.
    ///
    /// Returns whether `take` had enough; nil where the data break the rules of gzip. Behind the end of the data, which
    /// `isAtEnd` tells, it must not be called any more.
    mutating func inflate(
        _ byte: UInt8, _ take: (UInt8) throws(ProbeError) -> Bool
    ) throws(ProbeError) -> Bool? {
        if !isKnownUniquelyReferenced(&storage) { try copyStorage() }
        var input = byte
        var output = InlineArray<256, UInt8>(repeating: 0)
        var isConsumed = false
        while true {
            let (status, count) = unsafe Self.step(storage.stream, &input, &isConsumed, &output)
            guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else { return nil }
            isAtEnd = status == Z_STREAM_END
            for index in 0..<count where try take(output[index]) { return true }
            // A full buffer may not be all.
            guard count == output.count, !isAtEnd else { return false }
        }
    }

    /// Calls zlib once, and returns its status and the number of bytes that came out.
    @unsafe private static func step(
        _ stream: UnsafeMutablePointer<z_stream>, _ input: inout UInt8, _ isConsumed: inout Bool,
        _ output: inout InlineArray<256, UInt8>
    ) -> (status: Int32, count: Int) {
        unsafe withUnsafeMutablePointer(to: &input) { input in
            var span = output.mutableSpan
            return unsafe span.withUnsafeMutableBufferPointer { buffer in
                unsafe stream.pointee.next_in = input
                unsafe stream.pointee.avail_in = isConsumed ? 0 : 1
                unsafe stream.pointee.next_out = buffer.baseAddress
                unsafe stream.pointee.avail_out = UInt32(buffer.count)
                let status = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
                unsafe isConsumed = stream.pointee.avail_in == 0
                return unsafe (status, buffer.count - Int(stream.pointee.avail_out))
            }
        }
    }

    private mutating func copyStorage() throws(ProbeError) {
        let copy = Storage()
        guard unsafe inflateCopy(copy.stream, storage.stream) == Z_OK else { throw Self.noMemory }
        storage = copy
    }

    private static var noMemory: ProbeError { .limitExceeded("there is no memory to inflate the image") }
}
