/// A file that names images, one a line: a URL, or a JSON object with a URL and perhaps a size.
public struct URLList: Sendable, Hashable {
    /// Its path; `-` for standard input.
    public var path: String

    /// A list in a file; it is read as the run goes on.
    public init(path: String) {
        self.path = path
    }

    /// What reports call it.
    var name: String { path == "-" ? "standard input" : path }
}
