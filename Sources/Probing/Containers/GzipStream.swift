import CZlib

/// Inflates gzip data as they come (RFC 1952, RFC 1951).
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

    /// Inflates the next bytes, and passes on what comes out until `take` has enough or nothing is left.
    ///
    /// Returns whether `take` had enough; nil where the data break the rules of gzip. Behind the end of the data, which
    /// `isAtEnd` tells, it must not be called any more.
    mutating func inflate(
        _ bytes: Span<UInt8>, _ take: (Span<UInt8>) throws(ProbeError) -> Bool
    ) throws(ProbeError) -> Bool? {
        if !isKnownUniquelyReferenced(&storage) { try copyStorage() }
        var output = InlineArray<4096, UInt8>(repeating: 0)
        var rest = bytes
        while true {
            let (status, consumed, count) = unsafe Self.step(storage.stream, rest, &output)
            rest = rest.extracting(droppingFirst: consumed)
            isAtEnd = status == Z_STREAM_END
            if count > 0, try take(output.span.extracting(first: count)) { return true }
            guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else { return nil }
            // A full buffer may not be all.
            if isAtEnd || rest.isEmpty && count < output.count { return false }
        }
    }

    /// Calls zlib once, and returns its status and the numbers of bytes that went in and came out.
    @unsafe private static func step(
        _ stream: UnsafeMutablePointer<z_stream>, _ input: Span<UInt8>, _ output: inout InlineArray<4096, UInt8>
    ) -> (status: Int32, consumed: Int, count: Int) {
        unsafe input.withUnsafeBufferPointer { input in
            var span = output.mutableSpan
            let size = UInt32(clamping: input.count)
            return unsafe span.withUnsafeMutableBufferPointer { buffer in
                // zlib does not write there.
                unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                unsafe stream.pointee.avail_in = size
                unsafe stream.pointee.next_out = buffer.baseAddress
                unsafe stream.pointee.avail_out = UInt32(buffer.count)
                let status = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
                return unsafe (
                    status, Int(size - stream.pointee.avail_in), buffer.count - Int(stream.pointee.avail_out)
                )
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
