/// The cache as a whole cannot be used; its message names the path and the remedy.
package struct CacheError: Error, Sendable, Hashable, CustomStringConvertible {
    package var message: String

    package init(_ message: String) {
        self.message = message
    }

    package var description: String { message }
}
