import CSystem
import Glibc

/// Advisory locks on single places of one file, which need not be that long: open file description locks
/// (fcntl_locking(2)).
///
/// They cost one file for any number of locks, and the kernel drops them when the process ends, however it does.
package struct PlaceLocks: ~Copyable, Sendable {
    private let descriptor: FileDescriptor

    /// Uses the file at `path`, which is created where it is missing.
    package init(path: String) throws(FileSystemError) {
        descriptor = try FileDescriptor.open(path, flags: O_RDWR | O_CREAT, mode: 0o666)
    }

    /// Takes the lock on a place; false where somebody else holds it.
    package func take(_ place: UInt64) throws(FileSystemError) -> Bool {
        do throws(FileSystemError) {
            try set(Int16(F_WRLCK), place)
            return true
        } catch {
            guard error.code == EAGAIN || error.code == EACCES else { throw error }
            return false
        }
    }

    /// Lets go of a place.
    package func release(_ place: UInt64) throws(FileSystemError) {
        try set(Int16(F_UNLCK), place)
    }

    private func set(_ kind: Int16, _ place: UInt64) throws(FileSystemError) {
        try injectedFault(.lock, descriptor.path)
        var request = flock()
        request.l_type = kind
        request.l_whence = Int16(SEEK_SET)
        // The end of the range must not pass the greatest offset.
        request.l_start = off_t(place >> 2)
        request.l_len = 1
        let raw = descriptor.rawValue
        _ = try retrying(.lock, descriptor.path) { fcntl(raw, Int32(proofsheet_set_description_lock), &request) }
    }
}
