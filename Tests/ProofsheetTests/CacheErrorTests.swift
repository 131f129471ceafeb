import Caching
import FileSystem
import Glibc
import Probing
import TestSupport
import Testing

@testable import Proofsheet

/// What people are told when the cache cannot be used.
@Suite("Errors of the cache")
struct CacheErrorTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private func opening(_ path: String) throws -> String {
        let error = #expect(throws: CacheError.self) { try Cache(writingTo: path) }
        return ProofsheetError(try #require(error)).message
    }

    @Test("a damaged index names the command that makes it anew, and the error itself names none")
    func damaged() throws {
        try directory.write(String(repeating: "not a database ", count: 100), to: "Cache/index.sqlite")
        let index = directory.path(of: "Cache/index.sqlite")
        #expect(
            try opening(directory.path(of: "Cache"))
                == "the cache index '\(index)' cannot be used: file is not a database; "
                + "run 'proofsheet cache rebuild' to make it anew")
        let error = #expect(throws: CacheError.self) { try Cache(reading: directory.path(of: "Cache")) }
        #expect(error?.description == "the cache index '\(index)' cannot be used: file is not a database")
    }

    @Test("an index that is a directory says so")
    func indexDirectory() throws {
        try directory.write("", to: "Cache/index.sqlite/file")
        let index = directory.path(of: "Cache/index.sqlite")
        let message =
            "the cache index '\(index)' cannot be used: it is a directory; move it away and run again, which makes a new "
            + "index"
        #expect(try opening(directory.path(of: "Cache")) == message)
        let error = #expect(throws: CacheError.self) { try Cache(reading: directory.path(of: "Cache")) }
        #expect(ProofsheetError(try #require(error)).message == message)
    }

    @Test("a place where no cache can be names the option that gives another")
    func unusable() throws {
        try directory.write("a file", to: "file")
        let path = directory.path(of: "file")
        #expect(
            try opening(path).hasPrefix("the cache cannot be used: cannot create the directory '\(path)': ")
                && opening(path).contains("; check its permissions or use another --cache (an audit, "))
    }

    @Test("a cache that is in use says what to wait for")
    func inUse() throws {
        let path = directory.path(of: "Cache")
        let other = try Cache(writingTo: path)
        try other.update([CacheEntry(url: "u")])
        let error = #expect(throws: ProofsheetError.self) { try CacheCare(cacheDirectory: path).rebuild() }
        #expect(error?.message == "another proofsheet is using the cache '\(path)'; run again when it is done")
        withExtendedLifetime(other) {}
    }

    #if DEBUG
        @Test("what the system says would help goes before permissions")
        func systemRemedy() throws {
            let path = directory.path(of: "Cache")
            let hook: FaultInjection.Hook = { made, path in
                made == .write && path.contains("/staging/") ? ENOSPC : nil
            }
            let message = try FaultInjection.$hook.withValue(hook) { try opening(path) }
            #expect(message.hasSuffix("No space left on device; make room on the disk and run again"))
        }

        @Test("images that cannot be stored leave what was stored")
        func storing() throws {
            let cache = try Cache(writingTo: directory.path(of: "Cache"))
            let header = ImageHeader(format: .jpeg, rawWidth: 4, rawHeight: 3)
            let staged = try cache.objects.stage([1, 2, 3], header: header, soundness: .intact)
            let hook: FaultInjection.Hook = { made, path in
                made == .rename && path.contains("/objects/") ? EROFS : nil
            }
            let error = #expect(throws: ProofsheetError.self) {
                try FaultInjection.$hook.withValue(hook) {
                    try orProofsheetError { () throws(CacheError) in
                        try cache.store([.init(entry: CacheEntry(url: "u"), staged: staged)])
                    }
                }
            }
            #expect(
                error?.message.hasSuffix(
                    "Read-only file system; what was stored is kept, run again when that is mended") == true)
        }
    #endif
}
