import FileSystem
import Glibc
import Hashing

extension Cache {
    /// Takes the right to fetch a URL; false where another process has it, which will soon know of the URL.
    ///
    /// The right ends with `endLease`, or with the process, however that ends.
    package func lease(_ url: String) throws(CacheError) -> Bool {
        guard let session else { return true }
        do throws(FileSystemError) { return try session.leases.take(Self.place(of: url)) } catch {
            // A file system without locks has no other process to wait for, as far as anybody can tell.
            if error.code == ENOLCK || error.code == ENOSYS || error.code == EOPNOTSUPP || error.code == EINVAL {
                return true
            }
            throw CacheError(.locking, error)
        }
    }

    package func endLease(of url: String) {
        try? session?.leases.release(Self.place(of: url))
    }

    private static func place(of url: String) -> UInt64 {
        UInt64(SHA256(of: Array(url.utf8)).hex.prefix(16), radix: 16) ?? 0
    }
}
