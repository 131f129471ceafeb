package import FileSystem

/// A small site to try the program on, and a server that has its images.
package struct DemoSite: Sendable {
    /// The directory of the site.
    package let directory: String
    package let server: ImageServer
    private let images = DemoImages()

    /// Writes the site into `directory`, which must be empty or not there yet, and starts the server.
    package init(directory: String) async throws {
        try FileSystem.makeDirectories(directory)
        guard try DirectoryListing(of: directory).entries.isEmpty else { throw NotEmpty(directory: directory) }
        self.directory = directory
        let images = images
        server = try await ImageServer { images.answer($0) }
        try write(DemoArticle.text, to: DemoArticle.path)
        try write(Self.configuration, to: ".proofsheet.yml")
    }

    /// The directory given for the site has something in it.
    package struct NotEmpty: Error {
        package let directory: String
    }

    /// Sends the requests for the article's hosts to the server: pattern and replacement of a remapping.
    package var remapping: (pattern: String, replacement: String) {
        (#"^https://([a-z.-]+\.example)/"#, server.baseURL + "/$1/")
    }

    /// The directory of the cache.
    package var cacheDirectory: String { joinPath(directory, ".proofsheet") }

    /// Takes one object out of the cache behind its back, as a clean-up of the disk would.
    package func loseObject() throws(FileSystemError) {
        let objects = joinPath(cacheDirectory, "objects")
        for shelf in try DirectoryListing(of: objects).entries {
            let shelfPath = joinPath(objects, shelf.name)
            for file in try DirectoryListing(of: shelfPath).entries {
                let path = joinPath(shelfPath, file.name)
                if try FileSystem.read(path).bytes == images.lost { try FileSystem.remove(path) }
            }
        }
    }

    private static let configuration = """
        # The options of the command line can stand here, by their long names. The hosts of this site are made up, and nobody
        # answers for them any more: without this line, warm would ask in vain.
        offline: true

        """

    /// The article as it is now.
    package func article() throws(FileSystemError) -> String {
        String(decoding: try FileSystem.read(joinPath(directory, DemoArticle.path)).bytes, as: UTF8.self)
    }

    private func write(_ text: String, to name: String) throws(FileSystemError) {
        let path = joinPath(directory, name)
        try FileSystem.makeDirectories(FileSystem.parentPath(of: path))
        try AtomicFile.create(path, with: Array(text.utf8))
    }
}
