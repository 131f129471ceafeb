/// The current keys of all open mappings, one after the other.
///
/// Each key of a record is put here, so that it takes no more than a copy of its bytes.
struct KeyStack {
    private var bytes = [UInt8](repeating: 0, count: 512)
    private(set) var count = 0

    /// Puts a key at `start`, in place of all from there on.
    @inline(__always)
    mutating func replace(from start: Int, with key: UnsafeRawBufferPointer) {
        count = start + key.count
        if count > bytes.count { bytes += [UInt8](repeating: 0, count: count) }
        bytes.withUnsafeMutableBytes {
            UnsafeMutableRawBufferPointer(rebasing: $0[start..<count]).copyMemory(from: key)
        }
    }

    mutating func removeAll(from start: Int) { count = start }

    func withKey<Result>(_ range: Range<Int>, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range])) }
    }
}
