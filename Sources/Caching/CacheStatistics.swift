import Probing

/// How much a cache holds.
package struct CacheStatistics: Sendable, Hashable {
    /// URLs known, those with an intact or unsupported object, and those whose last request failed.
    package var entries = 0
    package var withObject = 0
    package var failed = 0
    /// Distinct objects, and their size in bytes.
    package var objects = 0
    package var bytes = 0
    /// Size in bytes that the objects would take if each URL had its own.
    package var bytesWithoutSharing = 0
    /// Objects by format name, and failures by kind.
    package var objectsByFormat: [String: Int] = [:]
    package var failuresByKind: [String: Int] = [:]

    /// Counts what `cache` holds.
    package init(of cache: Cache) throws(CacheError) {
        for entry in try cache.allEntries() {
            entries += 1
            if let object = entry.object {
                withObject += 1
                bytesWithoutSharing += object.byteCount
            }
            if let failure = entry.failure {
                failed += 1
                failuresByKind[failure.kind.rawValue, default: 0] += 1
            }
        }
        for object in try cache.allObjects() {
            objects += 1
            bytes += object.byteCount
            objectsByFormat[object.header.format.rawValue, default: 0] += 1
        }
    }
}
