import FileSystem
import Reporting
import Walking

/// The repository that a run's records lie in, as code hosts see it.
public struct HostedRepository: Sendable, Hashable {
    /// The path of its root.
    public var root: String
    /// Where the code host shows a file, without the slash before its path, such as
    /// `https://github.com/owner/site/blob/COMMIT`; nil where that is not known.
    public var fileAddress: String?

    /// A repository.
    ///
    /// - Parameters:
    ///   - root: The path of its root.
    ///   - fileAddress: Where the code host shows a file.
    public init(root: String, fileAddress: String? = nil) {
        self.root = root
        self.fileAddress = fileAddress
    }

    /// The one of git that the working directory lies in; nil outside of one.
    public static var nearest: HostedRepository? {
        guard var directory = try? FileSystem.resolve(".") else { return nil }
        while !GitRepository.isRoot(directory) {
            if directory == "/" { return nil }
            directory = FileSystem.parentPath(of: directory)
        }
        return HostedRepository(root: directory)
    }

    /// Where the working directory is in it; nil where one of them is not there.
    var place: RepositoryPlace? {
        guard let root = try? FileSystem.resolve(root), let directory = try? FileSystem.resolve(".") else { return nil }
        return RepositoryPlace(root: root, directory: directory)
    }
}
