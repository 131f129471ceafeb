/// What probing a file found, and what it cost.
package struct ProbeOutcome: Sendable {
    package let result: Result<ImageHeader, ProbeError>
    /// Number of bytes that were read from the file.
    package let bytesRead: Int
    /// Length in bytes of the shortest part of the file, from its start, that gives the same header.
    package let bytesNeeded: Int
}

/// Reads image headers from memory or through a reading function.
package enum Probe {
    /// The header of the image that fills `bytes`.
    package static func header(
        of bytes: Span<UInt8>, limits: ProbeLimits = ProbeLimits(), countsFrames: Bool = false
    ) throws(ProbeError) -> ImageHeader {
        var probe = HeaderProbe(limits: limits, countsFrames: countsFrames, reach: .file)
        switch probe.advance(bytes, at: 0, isEnd: true) {
        case .header(let header): return header
        case .invalid(let error): throw error
        case .needMore(let offset, let count): throw .truncated(expected: offset + count)
        }
    }

    /// The header of the image that `read` reads, from as few bytes as possible.
    ///
    /// `read` puts bytes of the file from an offset on into the buffer, at least as many as it is told unless the file
    /// ends before, and returns how many they are. It is asked for up to 1,024 bytes first, which hold most headers, then
    /// for up to 4,096 at each place that matters, and for more where a structure has to be looked at whole, at most
    /// `maximumHeaderSize`. An SVG is read to its end. Its errors are thrown on as they are.
    package static func header<Failure: Error>(
        limits: ProbeLimits = ProbeLimits(), countsFrames: Bool = false,
        readingWith read: (_ offset: Int, _ least: Int, _ buffer: inout MutableSpan<UInt8>) throws(Failure) -> Int
    ) throws(Failure) -> ProbeOutcome {
        var probe = HeaderProbe(limits: limits, countsFrames: countsFrames, reach: .file)
        var bytesRead = 0
        var start = InlineArray<1024, UInt8>(repeating: 0)
        var span = start.mutableSpan
        var step = try advance(&probe, from: 0, 1, &span, &bytesRead, read)
        if case .needMore = step {
            var piece = InlineArray<4096, UInt8>(repeating: 0)
            var span = piece.mutableSpan
            var large: [UInt8] = []
            while case .needMore(let offset, let count) = step {
                if count <= span.count {
                    step = try advance(&probe, from: offset, count, &span, &bytesRead, read)
                } else {
                    if large.count < count { large = [UInt8](repeating: 0, count: count) }
                    var span = large.mutableSpan
                    step = try advance(&probe, from: offset, count, &span, &bytesRead, read)
                }
            }
        }
        let result: Result<ImageHeader, ProbeError> =
            switch step {
            case .header(let header): .success(header)
            case .invalid(let error): .failure(error)
            case .needMore(let offset, let count): .failure(.truncated(expected: offset + count))
            }
        return ProbeOutcome(result: result, bytesRead: bytesRead, bytesNeeded: probe.bytesNeeded)
    }

    private static func advance<Failure: Error>(
        _ probe: inout HeaderProbe, from offset: Int, _ least: Int, _ buffer: inout MutableSpan<UInt8>,
        _ bytesRead: inout Int,
        _ read: (_ offset: Int, _ least: Int, _ buffer: inout MutableSpan<UInt8>) throws(Failure) -> Int
    ) throws(Failure) -> ProbeStep {
        // Most headers are known without another look whether the file ends behind what came.
        let count = try read(offset, least, &buffer)
        bytesRead += count
        return probe.advance(buffer.span.extracting(first: count), at: offset, isEnd: count < least)
    }
}
