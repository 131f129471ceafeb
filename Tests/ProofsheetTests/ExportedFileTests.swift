import Caching
import FileSystem
import Hashing
import Probing
import TestSupport
import Testing

@testable import Proofsheet

@Suite("Export from a cache without local files")
struct ExportedFileTests {
    /// One object, which lies on no disk of this machine and which nobody changes.
    private struct RemoteObject: ObjectBackend {
        let bytes: [UInt8]

        func read(_ name: String) throws(ObjectError) -> [UInt8] { bytes }
        func status(of name: String) throws(ObjectError) -> ObjectStatus {
            ObjectStatus(size: bytes.count, modificationTime: 1_000_000_000)
        }
        func stage(_ bytes: [UInt8]) throws(ObjectError) -> StagedContent { throw ObjectError("nothing is written") }
        func place(_ placements: [ObjectPlacement]) throws(ObjectError) { throw ObjectError("nothing is written") }
        func list(where isWanted: (String) -> Bool) throws(ObjectError) -> [(name: String, status: ObjectStatus)] { [] }
        func remove(_ name: String) throws(ObjectError) { throw ObjectError("nothing is removed") }
        func location(of name: String) -> String { "https://objects.example/\(name)" }
    }

    private let directory: TemporaryDirectory
    private let store = ObjectStore(RemoteObject(bytes: [1, 2, 3]))
    private let object = ImageObject(
        id: SHA256(of: [1, 2, 3]), header: ImageHeader(format: .jpeg, rawWidth: 4, rawHeight: 3), soundness: .intact,
        byteCount: 3, modificationTime: 1_000_000_000)

    init() throws { directory = try TemporaryDirectory() }

    private func export(isLink: Bool) -> ExportedFile {
        ExportedFile(object, at: directory.path(of: "image.jpg"), from: store, isLink: isLink)
    }

    @Test("copies what is not there yet, and knows it again")
    func copies() throws {
        guard case .written = export(isLink: false), case .unchanged = export(isLink: false) else {
            Issue.record("the copy was not written once")
            return
        }
        #expect(try directory.bytes(of: "image.jpg") == [1, 2, 3])
        #expect(try FileSystem.status(of: directory.path(of: "image.jpg")).modificationTime == 1_000_000_000)
    }

    @Test("makes no links, and says what to do instead")
    func doesNotLink() throws {
        guard case .failed(let detail) = export(isLink: true) else {
            Issue.record("a link was made of nothing")
            return
        }
        #expect(detail == "the cache has no files to link to; leave --link out to copy")
        #expect(try directory.names(in: "").isEmpty)
    }
}
