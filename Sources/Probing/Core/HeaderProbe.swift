/// What a probe asks for, or what it found.
package enum ProbeStep: Sendable, Hashable {
    /// The file's bytes from `offset` on are needed next, at least `count` of them.
    case needMore(offset: Int, count: Int)
    case header(ImageHeader)
    case invalid(ProbeError)
}

/// Reads the header of an image of any known format, from bytes that come in pieces.
///
/// Keeps only its state, never bytes: each piece must reach from the offset that was asked for at least as far as was
/// asked. It moves forward only, so that it comes to an end on any data. A parser is shown no more bytes than it asks
/// for, so that the answer is the same however the bytes are cut.
package struct HeaderProbe: Sendable {
    private let limits: ProbeLimits
    private var state: ParserState
    private var parser: (any HeaderParser)?
    private var format: ImageFormat?
    /// Keeps what it has read; it is reading as long as `state.hasExif` is false.
    private var exif: ExifReader?
    /// Where the parser goes on behind the EXIF data.
    private var positionBehindExif = 0
    private var segments = 0
    private var scannedBytes = 0
    /// The header is known, or why it can't be.
    private var isOver = false
    private var failure: ProbeError?
    /// How often more bytes were asked for at one place, and where that is.
    private var questions = (count: 0, position: 0)
    /// Length in bytes of the shortest part of the file, from its start, that gives the same header.
    ///
    /// It may be more, though never more than was looked at, where a parser asked more than 32 times at one place.
    package private(set) var bytesNeeded = 0

    /// Begins a new file; `countsFrames` reads on behind the size where only that tells the number of frames.
    package init(limits: ProbeLimits = ProbeLimits(), countsFrames: Bool = false, reach: ProbeReach = .header) {
        self.limits = limits
        state = ParserState(countsFrames: countsFrames, limits: limits, reach: reach)
    }

    /// Goes as far as the bytes reach.
    ///
    /// `bytes` are the bytes of the file from `offset` on, and `isEnd` says that the file ends with them. After a
    /// header or an error, every further call gives the same answer.
    package mutating func advance(_ bytes: Span<UInt8>, at offset: Int, isEnd: Bool) -> ProbeStep {
        if let failure { return .invalid(failure) }
        let step: ProbeStep
        do {
            step = isOver ? .header(try header()) : try run(bytes, at: offset, isEnd: isEnd)
        } catch {
            step = finish(after: error)
        }
        switch step {
        case .needMore: break
        case .header: isOver = true
        case .invalid(let error): failure = error
        }
        return step
    }

    private mutating func run(_ bytes: Span<UInt8>, at offset: Int, isEnd: Bool) throws(ProbeError) -> ProbeStep {
        while true {
            let position = state.position
            // Bytes that lie elsewhere are as good as none.
            let here =
                position >= offset
                ? bytes.extracting(droppingFirst: min(position - offset, bytes.count)) : bytes.extracting(first: 0)
            guard let step = try nextStep(here, isEnd: isEnd && position >= offset) else { continue }
            switch step {
            case .needs(let count):
                let expected = try end(of: count)
                guard !isEnd || position < offset else { throw .truncated(expected: expected) }
                guard count > here.count else { throw .invalid("the data at offset \(position) make no sense") }
                return .needMore(offset: position, count: asksOften ? max(count, doubled(here.count)) : count)
            case .jump(let count):
                segments += 1
                if !state.isSettled, segments > limits.maximumSegments {
                    throw .limitExceeded("more than \(limits.maximumSegments) segments come before the size")
                }
                state.position = try end(of: count)
            case .scanned(let count):
                scannedBytes += count
                if !state.isSettled, scannedBytes > limits.maximumHeaderSize {
                    throw .limitExceeded("more than \(limits.maximumHeaderSize) bytes of header come before the size")
                }
                state.position = try end(of: count)
            case .stream:
                guard isEnd, position >= offset else { return .needMore(offset: position, count: 1) }
                guard try parser?.finish(&state) == true else { throw .truncated(expected: try end(of: 1)) }
                return .header(try header())
            case .streamed(let count):
                state.position = try end(of: count)
            case .exif(let start, let count, let next, let density):
                positionBehindExif = try end(of: next)
                exif = ExifReader(length: min(count, limits.maximumHeaderSize), wantsDensity: density)
                state.position = try end(of: start)
            case .finished:
                return .header(try header())
            }
        }
    }

    /// The next step of the EXIF reader or of the parser; nil once the former is done.
    private mutating func nextStep(_ here: Span<UInt8>, isEnd: Bool) throws(ProbeError) -> ParserStep? {
        guard format != nil else { return try chooseParser(here, isEnd: isEnd) }
        let position = state.position
        var shown = 0
        if questions.position != position { questions = (0, position) }
        while true {
            let step = try look(at: here.extracting(first: shown))
            if step == .stream, shown < here.count {
                shown = here.count
                continue
            }
            guard case .needs(let count) = step, count > shown, shown < here.count else {
                if shown > 0 { bytesNeeded = max(bytesNeeded, position + shown) }
                try checkSize(of: step)
                return step
            }
            try checkSize(of: step)
            questions.count += 1
            shown = min(here.count, asksOften ? max(count, doubled(shown)) : count)
        }
    }

    /// A parser feels its way through small structures, and would otherwise look at all of them again for each byte.
    private var asksOften: Bool { questions.count > 32 }

    private func doubled(_ count: Int) -> Int { min(2 * count, limits.maximumHeaderSize) }

    private func checkSize(of step: ParserStep?) throws(ProbeError) {
        guard case .needs(let count) = step, count > limits.maximumHeaderSize else { return }
        throw .limitExceeded(
            "the structure at offset \(state.position) is larger than \(limits.maximumHeaderSize) bytes")
    }

    private mutating func chooseParser(_ here: Span<UInt8>, isEnd: Bool) throws(ProbeError) -> ParserStep? {
        let (match, type) = ImageFormats.parser(for: here)
        guard let type else {
            guard match == .undecided, !isEnd else { throw .notAnImage }
            return .needs(max(ImageFormats.signatureSize, here.count + 1))
        }
        format = type.format
        parser = type.init()
        return nil
    }

    private mutating func look(at here: Span<UInt8>) throws(ProbeError) -> ParserStep? {
        guard exif != nil, !state.hasExif else { return try parser?.parse(here, &state) }
        if let count = exif?.parse(here) { return .needs(count) }
        state.hasExif = true
        state.position = positionBehindExif
        return nil
    }

    /// The file offset `count` bytes from the position on; every move goes forward.
    ///
    /// Mutating, as `header` is, since the compiler would copy the whole probe for each call otherwise.
    private mutating func end(of count: Int) throws(ProbeError) -> Int {
        let (sum, overflows) = state.position.addingReportingOverflow(count)
        guard !overflows, count > 0, sum < 1 << 62 else {
            throw .invalid("a length at offset \(state.position) reaches outside any file")
        }
        return sum
    }

    private mutating func header() throws(ProbeError) -> ImageHeader {
        guard let format, state.width > 0, state.height > 0 else {
            throw .invalid("the image has no pixels: it is \(state.width) × \(state.height)")
        }
        let longest = Int(Int32.max)
        guard state.width <= longest, state.height <= longest else {
            throw .limitExceeded("\(state.width) × \(state.height) are more pixels a side than \(longest)")
        }
        return ImageHeader(
            format: format, rawWidth: state.width, rawHeight: state.height,
            orientation: state.orientation ?? exif?.data.orientation ?? 1, crop: state.crop,
            densityCorrected: exif?.data.densityCorrectedSize(rawWidth: state.width, rawHeight: state.height),
            frames: state.frames, announcesAnimation: state.announcesAnimation, isRatioOnly: state.isRatioOnly)
    }

    /// An error leaves a settled header standing, but for the number of frames.
    private mutating func finish(after error: ProbeError) -> ProbeStep {
        guard state.isSettled else { return .invalid(error) }
        state.frames = nil
        do {
            return .header(try header())
        } catch {
            return .invalid(error)
        }
    }
}
