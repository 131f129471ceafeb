import Caching
import FileSystem
import Glibc

/// A file that leads a browser to an address that nobody else is to know.
///
/// What a browser is started with can be read by every user of the machine; of the file, only its owner can.
public struct ReviewAddress: Sendable {
    /// The path of the file.
    public let path: String

    /// Writes the file beside the bookkeeping of the cache; nil where that cannot be written.
    ///
    /// - Parameters:
    ///   - address: Where it leads: an address without characters that mean something in HTML.
    ///   - configuration: Says where the cache is.
    public init?(_ address: String, _ configuration: Configuration) {
        let path = CacheLayout.reviewAddress(in: configuration.cacheDirectory, process: getpid())
        let page = """
            <!DOCTYPE html>
            <meta charset="utf-8">
            <meta name="referrer" content="no-referrer">
            <meta http-equiv="refresh" content="0; url=\(address)">
            <title>Review</title>
            <p><a href="\(address)">Go on to the review</a></p>

            """
        do throws(FileSystemError) {
            try CacheLayout.makeRecords(in: configuration.cacheDirectory)
            try AtomicFile.create(path, with: Array(page.utf8), mode: 0o600)
        } catch { return nil }
        self.path = path
    }

    /// Removes the file, once the address leads nowhere.
    public func remove() { try? FileSystem.remove(path) }
}
