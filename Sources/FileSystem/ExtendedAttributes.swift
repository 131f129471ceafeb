import CSystem
import Glibc

/// Extended attributes, among them the access control lists of POSIX.
enum ExtendedAttributes {
    /// Copies all that this process can see; a file system without any is no error.
    static func copy(from path: String, to file: borrowing FileDescriptor) throws(FileSystemError) {
        try injectedFault(.copyAttributes, path)
        for name in try names(of: path) {
            guard let value = try value(of: name, path: path) else { continue }
            let descriptor = file.rawValue
            do throws(FileSystemError) {
                _ = try retrying(.copyAttributes, path) {
                    value.withUnsafeBytes { fsetxattr(descriptor, name, $0.baseAddress, $0.count, 0) }
                }
            } catch {
                // Labels of the security modules are set by the kernel, and a user may not write them.
                let isLabel = name.hasPrefix("security.") && (error.code == EPERM || error.code == ENOTSUP)
                if !isLabel { throw error }
            }
        }
    }

    private static func names(of path: String) throws(FileSystemError) -> [String] {
        do throws(FileSystemError) {
            let list = try readGrowing(path) { llistxattr(path, $0?.assumingMemoryBound(to: CChar.self), $1) }
            return list.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        } catch {
            guard error.code == ENOTSUP else { throw error }
            return []
        }
    }

    /// The value; nil where the attribute went away meanwhile.
    private static func value(of name: String, path: String) throws(FileSystemError) -> [UInt8]? {
        do throws(FileSystemError) {
            return try readGrowing(path) { lgetxattr(path, name, $0, $1) }
        } catch {
            guard error.code == ENODATA else { throw error }
            return nil
        }
    }

    /// Asks for the size, then for the content, again while it grows in between (`ERANGE`).
    private static func readGrowing(
        _ path: String, _ call: (UnsafeMutableRawPointer?, Int) -> Int
    ) throws(FileSystemError) -> [UInt8] {
        while true {
            let size = try retrying(.copyAttributes, path) { call(nil, 0) }
            if size == 0 { return [] }
            var buffer = [UInt8](repeating: 0, count: size)
            let count = buffer.withUnsafeMutableBytes { call($0.baseAddress, $0.count) }
            if count >= 0 { return Array(buffer.prefix(count)) }
            if errno != ERANGE { throw FileSystemError(call: .copyAttributes, path: path, code: errno) }
        }
    }
}
