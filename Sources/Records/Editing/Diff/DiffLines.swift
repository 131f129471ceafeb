/// The lines of a file, each with its line feed.
struct DiffLines {
    private let bytes: [UInt8]
    private let starts: [Int]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var starts = [0]
        bytes.withSource { source in
            var next = 0
            while let end = source.firstIndex(of: .lineFeed, in: next..<source.count) {
                next = end + 1
                starts.append(next)
            }
            if next < source.count { starts.append(source.count) }
        }
        self.starts = starts
    }

    var count: Int { starts.count - 1 }

    subscript(index: Int) -> ArraySlice<UInt8> { bytes[starts[index]..<starts[index + 1]] }

    /// Equal for equal lines.
    func hash(of index: Int) -> Int {
        var hasher = Hasher()
        bytes.withUnsafeBytes {
            hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: $0[starts[index]..<starts[index + 1]]))
        }
        return hasher.finalize()
    }

    func isEqual(_ index: Int, to other: DiffLines, _ otherIndex: Int) -> Bool {
        let range = starts[index]..<starts[index + 1]
        let otherRange = other.starts[otherIndex]..<other.starts[otherIndex + 1]
        guard range.count == otherRange.count else { return false }
        return bytes.withUnsafeBytes { left in
            other.bytes.withUnsafeBytes { right in
                equalBytes(
                    UnsafeRawBufferPointer(rebasing: left[range]), UnsafeRawBufferPointer(rebasing: right[otherRange]))
            }
        }
    }
}
