import Foundation
import Proofsheet

/// The code host on whose machine the program runs, where it does.
enum CodeHost {
    private static var environment: [String: String] { ProcessInfo.processInfo.environment }

    /// The repository around the working directory: that of the job of GitHub Actions or GitLab CI, else the nearest one
    /// of git.
    static var repository: HostedRepository? {
        let environment = environment
        if let root = environment["GITHUB_WORKSPACE"], !root.isEmpty {
            var repository = HostedRepository(root: root)
            if let server = environment["GITHUB_SERVER_URL"], let name = environment["GITHUB_REPOSITORY"],
                let commit = environment["GITHUB_SHA"]
            {
                repository.fileAddress = "\(server)/\(name)/blob/\(commit)"
            }
            return repository
        }
        if let root = environment["CI_PROJECT_DIR"], !root.isEmpty {
            var repository = HostedRepository(root: root)
            if let project = environment["CI_PROJECT_URL"], let commit = environment["CI_COMMIT_SHA"] {
                repository.fileAddress = "\(project)/-/blob/\(commit)"
            }
            return repository
        }
        return HostedRepository.nearest
    }

    /// Adds a report to the summary of a job of GitHub Actions, whose file the runner names; elsewhere does nothing.
    static func addToSummary(_ text: @autoclosure () -> String) {
        guard let path = environment["GITHUB_STEP_SUMMARY"], !path.isEmpty else { return }
        let descriptor = unsafe open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            let reason = unsafe String(validatingCString: strerror(errno)) ?? ""
            return Console.error("proofsheet: the summary of the job was not written: \(path): \(reason)")
        }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try file.write(contentsOf: Data(text().utf8))
        } catch {
            Console.error("proofsheet: the summary of the job was not written: \(path): \(error.localizedDescription)")
        }
    }
}
