import Auditing
import Caching
import FileSystem
import Foundation
import Probing

/// What is known of images: by the cache, and by servers that were asked in this run.
final class KnowledgeBase {
    private let lookUp: KnowledgeLookUp
    private let serverAnswers: [String: ServerAnswer]
    private var files: [String: ServerAnswer.Outcome] = [:]
    private var recent = RecentKnowledge()
    /// The cache has had entries in this run.
    private var hasSeenEntries = false

    /// - Parameters:
    ///   - addresses: Given for rules, which want to know how many addresses send the same bytes, and of entries nothing
    ///     but the facts.
    ///   - serverAnswers: What servers said of images that the cache lacks, by URL.
    init(cache: Cache, addresses: SharedAddresses? = nil, serverAnswers: [String: ServerAnswer] = [:]) {
        lookUp = KnowledgeLookUp(in: cache, addresses: addresses)
        self.serverAnswers = serverAnswers
    }

    /// What is known of each of `urls`; a URL that is missing from the result was never asked for.
    func knowledge(of urls: [String]) throws(CacheError) -> [String: ImageKnowledge] {
        var result: [String: ImageKnowledge] = [:]
        for (url, known) in zip(urls, try knowledge(ofEach: urls)) where known !== ImageKnowledge.nothing {
            result[url] = known
        }
        return result
    }

    /// Whether nothing is known of any image: no server was asked, and the cache has no entry yet, which is asked anew each
    /// time, as another process may fill it.
    func knowsNothing() throws(CacheError) -> Bool {
        if hasSeenEntries || !serverAnswers.isEmpty { return false }
        hasSeenEntries = try lookUp.cache.whilePresent { () throws(CacheError) in try !lookUp.cache.isEmpty }
        return !hasSeenEntries
    }

    /// What is known of each of `urls`, in their order.
    ///
    /// - Parameter usesAllCores: Nothing else is at work meanwhile.
    func knowledge(ofEach urls: [String], usesAllCores: Bool = false) throws(CacheError) -> [ImageKnowledge] {
        if urls.isEmpty { return [] }
        if try knowsNothing() { return urls.map { _ in .nothing } }
        let (places, new) = recent.places(of: urls)
        do throws(CacheError) { try learn(new, pieces: usesAllCores ? Self.cores : 1) } catch {
            _ = recent.removeAll()
            throw error
        }
        let result = places.map { recent[$0] }
        recent.tidy()
        return result
    }

    private func learn(_ urls: [String], pieces count: Int) throws(CacheError) {
        let size = max(urls.count / count + 1, Self.leastPiece)
        // Neighbours are on the same pages of the index.
        let pieces = urls.sorted().chunks(of: size)
        let lookUp = lookUp
        let found = concurrentMap(pieces) { piece in
            Result { () throws(CacheError) in try lookUp.knowledge(of: piece) }
        }
        // Of a cache that is gone, every object would seem to be missing.
        try lookUp.cache.whilePresent { () throws(CacheError) in
            for piece in found {
                for (url, known) in try piece.get() { recent.set(known, of: url) }
            }
        }
        if serverAnswers.isEmpty { return }
        for url in urls {
            // Another process may have fetched the image meanwhile.
            guard let serverAnswer = serverAnswers[url], let known = recent.knowledge(of: url), !known.isPresent else {
                continue
            }
            recent.set(
                ImageKnowledge(
                    entry: known.entry, condition: known.condition, sharedCount: known.sharedCount,
                    serverAnswer: serverAnswer),
                of: url)
        }
    }

    private static let cores = ProcessInfo.processInfo.activeProcessorCount
    /// To look up fewer takes less time than to hand them over.
    private static let leastPiece = 64

    /// Forgets all, away from who waits for the run: to free it takes long.
    func close() {
        let known = recent.removeAll()
        Task.detached { withExtendedLifetime(known) {} }
    }

    /// What the header of a file of the site says.
    func knowledge(ofFile path: String) -> ImageKnowledge {
        let outcome = files[path] ?? ServerAnswer.Outcome(ofFile: path)
        files[path] = outcome
        return ImageKnowledge(fileOutcome: outcome)
    }
}

extension ServerAnswer.Outcome {
    /// What a file says of itself, as a server's answer would.
    fileprivate init(ofFile path: String) {
        do throws(FileSystemError) {
            switch try Probe.outcome(ofFile: path).result {
            case .success(let header): self = .header(header)
            case .failure(let error):
                let detail = error == .notAnImage ? try Self.content(ofFile: path) ?? error.reason : error.reason
                self = .failure(CacheFailure(kind: CacheFailure.Kind(error), detail: detail, occurredAt: 0))
            }
        } catch {
            self = .failure(CacheFailure(kind: .unreachable, detail: "\(error)", occurredAt: 0))
        }
    }

    /// What stands in a file in place of an image, where that has a remedy of its own.
    private static func content(ofFile path: String) throws(FileSystemError) -> String? {
        let start = try FileDescriptor.openFileStart(path).read(at: 0, count: 64)
        if start.isEmpty { return "it is empty" }
        return start.starts(with: "version https://git-lfs.github.com/".utf8)
            ? "it is a pointer of Git LFS; run 'git lfs pull'" : nil
    }
}
