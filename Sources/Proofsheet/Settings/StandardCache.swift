import Caching
import FileSystem

/// The directory of the cache of a site whose configuration names none.
enum StandardCache {
    /// Its name: hidden, so that no generator takes it for a part of the site.
    static let name = ".proofsheet"
    /// The name of a cache that stands in sight, which is used where it is there already.
    static let visibleName = "Cache"

    /// The name of the cache in the directory of a site.
    static func name(in directory: String) -> String {
        if CacheLayout.hasIndex(joinPath(directory, name)) { return name }
        return CacheLayout.isTagged(joinPath(directory, visibleName)) ? visibleName : name
    }
}
