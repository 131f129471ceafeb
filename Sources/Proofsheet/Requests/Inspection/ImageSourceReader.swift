import FileSystem
import Probing
import Synchronization
import Walking

/// Hands out the images to look at, a few at a time, and looks for them no sooner than it is asked.
final class ImageSourceReader: Sendable {
    private struct State: Sendable {
        var names: ArraySlice<String>
        var list: NameListReader?
        /// What was found and not yet handed out, such as the files of a directory.
        var found: ArraySlice<ImageSource> = []
    }

    /// How many are handed out at once.
    private static let batchSize = 64

    private let state: Mutex<State>
    private let honoursIgnoreFiles: Bool

    init(_ sources: ImageSources) {
        honoursIgnoreFiles = sources.honoursIgnoreFiles
        state = Mutex(State(names: sources.names[...], list: sources.list.map(NameListReader.init)))
    }

    /// The next ones; none at the end, or once `isCancelled` says so.
    ///
    /// It waits for a list that still comes in.
    func next(unless isCancelled: () -> Bool) -> Result<[ImageSource], ProofsheetError> {
        do throws(FileSystemError) {
            return .success(
                try state.withLock { state throws(FileSystemError) in
                    while state.found.isEmpty {
                        if !state.names.isEmpty {
                            let names = state.names.prefix(Self.batchSize)
                            state.names = state.names.dropFirst(names.count)
                            for name in names { state.found += name == "-" ? [.standardInput] : sources(for: name) }
                        } else {
                            guard let names = try state.list?.next(unless: isCancelled), !names.isEmpty else {
                                return []
                            }
                            for name in names { state.found += sources(for: name) }
                        }
                    }
                    let batch = state.found.prefix(Self.batchSize)
                    state.found = state.found.dropFirst(batch.count)
                    return Array(batch)
                })
        } catch {
            return .failure(ProofsheetError(.failure, error.description))
        }
    }

    private func sources(for name: ListedName) -> [ImageSource] {
        switch name {
        case .text(let name): sources(for: name)
        case .undecodable(let shown):
            [.settled(InspectedImage(source: shown, unreadable: Self.reason(undecodable: shown)))]
        }
    }

    private static func reason(undecodable shown: String) -> String {
        shown.utf8.contains(0)
            ? "the list has a NUL in a name; give -0 (--null) where NULs end the names"
            : "cannot open '\(shown)': its name is not UTF-8"
    }

    private func sources(for name: String) -> [ImageSource] {
        if ImageSource.isURL(name) { return [.url(name)] }
        guard (try? FileSystem.status(of: name))?.kind == .directory else { return [.file(name)] }
        let selection = FileSelection(honoursIgnoreFiles: honoursIgnoreFiles)
        let result = FileWalker(
            roots: [name], selection: selection, taking: ImageFormats.areKnown(forFileNamed:)
        ).walk()
        let failures = result.failures.map {
            ImageSource.settled(InspectedImage(source: $0.path, unreadable: $0.description))
        }
        if result.files.isEmpty, failures.isEmpty {
            var image = InspectedImage(source: name)
            image.error = "no file in the directory has the name of an image; name one to look at it all the same"
            return [.settled(image)]
        }
        return result.files.map { .file($0.path) } + failures
    }
}
