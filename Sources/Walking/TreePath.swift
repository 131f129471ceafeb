/// An absolute path whose last component changes while a directory is gone through.
struct TreePath: Sendable {
    private(set) var bytes: [UInt8]
    /// Where the last component begins.
    private(set) var nameStart: Int

    /// - Parameter path: Absolute, without a slash at the end unless it is the root of the file system.
    init(_ path: [UInt8]) {
        bytes = path
        nameStart = (path.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1
    }

    init(_ path: String) { self.init(Array(path.utf8)) }

    /// The path of something in this directory; `setName` says what.
    func child() -> TreePath {
        var child = self
        if child.bytes.last != UInt8(ascii: "/") { child.bytes.append(UInt8(ascii: "/")) }
        child.nameStart = child.bytes.count
        return child
    }

    mutating func setName(_ name: String) {
        bytes.removeSubrange(nameStart...)
        bytes.append(contentsOf: name.utf8)
    }
}
