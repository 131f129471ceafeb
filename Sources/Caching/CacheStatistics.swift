import Addresses
import Hashing
import Probing

/// How much a cache holds.
package struct CacheStatistics: Sendable, Hashable {
    /// What one host has in the cache.
    package struct Host: Sendable, Hashable {
        package var entries = 0
        package var withObject = 0
        package var failed = 0
        /// Size in bytes of the objects of its entries, each object counted once.
        package var bytes = 0

        package init(entries: Int = 0, withObject: Int = 0, failed: Int = 0, bytes: Int = 0) {
            self.entries = entries
            self.withObject = withObject
            self.failed = failed
            self.bytes = bytes
        }
    }

    /// URLs known, those whose object is there, those whose object has gone from the disk or is no longer the one that was
    /// stored, and those whose last request failed.
    package var entries = 0
    package var withObject = 0
    package var lost = 0
    package var failed = 0
    /// Entries that need no request, and those that are due for one.
    package var fresh = 0
    package var due = 0
    /// Distinct objects that are there, and their size in bytes.
    package var objects = 0
    package var bytes = 0
    /// Those of them that no URL has, and their size in bytes.
    package var unused = 0
    package var unusedBytes = 0
    /// Size in bytes that the objects would take if each URL had its own.
    package var bytesWithoutSharing = 0
    /// Objects by format name, failures by kind, and hosts by name without port (`URLText.host`).
    package var objectsByFormat: [String: Int] = [:]
    package var failuresByKind: [String: Int] = [:]
    package var hosts: [String: Host] = [:]

    /// Counts what `cache` holds.
    ///
    /// - Parameter now: By which entries are fresh or due, in seconds since 1970.
    package init(of cache: Cache, now: Int64) throws(CacheError) {
        var present: Set<SHA256> = []
        for object in try cache.allObjects() where try cache.condition(of: object) == .present {
            present.insert(object.id)
            objects += 1
            bytes += object.byteCount
            unused += 1
            unusedBytes += object.byteCount
            objectsByFormat[object.header.format.rawValue, default: 0] += 1
        }
        var counted: Set<HostObject> = []
        var used: Set<SHA256> = []
        for entry in try cache.allEntries() {
            entries += 1
            let name = URLText.host(of: entry.url) ?? ""
            var host = hosts[name] ?? Host()
            host.entries += 1
            if entry.needsRequest(at: now) { due += 1 } else { fresh += 1 }
            if let object = entry.object, !present.contains(object.id) { lost += 1 }
            if let object = entry.object, present.contains(object.id) {
                if used.insert(object.id).inserted {
                    unused -= 1
                    unusedBytes -= object.byteCount
                }
                withObject += 1
                host.withObject += 1
                bytesWithoutSharing += object.byteCount
                if counted.insert(HostObject(host: name, id: object.id)).inserted { host.bytes += object.byteCount }
            }
            if let failure = entry.failure {
                failed += 1
                host.failed += 1
                failuresByKind[failure.kind.rawValue, default: 0] += 1
            }
            hosts[name] = host
        }
    }

    private struct HostObject: Hashable {
        var host: String
        var id: SHA256
    }
}
