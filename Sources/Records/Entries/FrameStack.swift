/// The open collections, the outermost first.
///
/// Frames are made and changed where they are: most collections hold nothing that matters, and moving their frames about
/// would be much of what they cost.
struct FrameStack {
    private var frames: [CollectorFrame] = []
    private(set) var count = 0

    init() { frames.reserveCapacity(32) }

    var indices: Range<Int> { 0..<count }

    subscript(index: Int) -> CollectorFrame {
        @inline(__always) _read { yield frames[index] }
        @inline(__always) _modify { yield &frames[index] }
    }

    @inline(__always)
    mutating func append(_ frame: CollectorFrame) {
        if count < frames.count { frames[count] = frame } else { frames.append(frame) }
        count += 1
    }

    /// Ends the innermost collections.
    @inline(__always)
    mutating func removeAll(from start: Int) { count = start }
}

/// A number that there may be, in the size of one.
@propertyWrapper
struct Compact: Sendable {
    private var number = Int.min

    init(wrappedValue: Int?) { self.wrappedValue = wrappedValue }

    @inline(__always)
    var wrappedValue: Int? {
        get { number == .min ? nil : number }
        set { number = newValue ?? .min }
    }
}
