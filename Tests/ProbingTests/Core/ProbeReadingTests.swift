import Probing
import TestSupport
import Testing

struct ProbeReadingTests {
    private struct Failure: Error, Equatable {}

    /// A file in memory that counts how often it is read.
    private final class File {
        let bytes: [UInt8]
        var reads: [Int] = []

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        func read(_ offset: Int, _ least: Int, _ buffer: inout MutableSpan<UInt8>) -> Int {
            reads.append(offset)
            let count = max(0, min(buffer.count, bytes.count - offset))
            for index in 0..<count { buffer[index] = bytes[offset + index] }
            return count
        }
    }

    @Test("A file is read as memory is", arguments: Fixture.all)
    func sameAnswer(fixture: Fixture) throws {
        let file = File(fixture.bytes)
        let outcome = Probe.header(countsFrames: true, readingWith: file.read)
        #expect(try outcome.result.get() == fixture.header)
        #expect(outcome.bytesRead == fixture.bytes.count)
    }

    @Test("Far segments are jumped to, not read through")
    func jumps() throws {
        let profile = JPEG.segment(0xE2, [UInt8](repeating: 7, count: 60_000))
        let bytes = JPEG.image(profile, profile, JPEG.frame(width: 50, height: 40)) + [UInt8](repeating: 0, count: 9000)
        let file = File(bytes)
        let outcome = Probe.header(readingWith: file.read)
        #expect(try outcome.result.get().width == 50)
        #expect(file.reads == [0, 60_006, 120_010])
        #expect(outcome.bytesRead == 1024 + 2 * 4096)
    }

    @Test("A structure larger than the buffer is read whole")
    func largeStructure() throws {
        let many = (1...2000).map { HEIF.size(width: $0, height: 5) }
        let properties = HEIF.properties(many, of: [(1, [1999])], isWide: true)
        let file = File(HEIF.fileType() + HEIF.meta(HEIF.primary(1), properties) + Box.make("mdat", [1, 2, 3]))
        let outcome = Probe.header(readingWith: file.read)
        #expect(try outcome.result.get().width == 1999)
        let start = file.bytes.count - 11 - properties.count
        #expect(file.reads == [0, start])
        #expect(outcome.bytesRead == 1024 + properties.count)
        #expect(outcome.bytesNeeded == start + properties.count)
    }

    @Test("What is asked for bit by bit is not read over and over")
    func repeatedQuestions() {
        let properties = HEIF.properties([HEIF.size(width: 5, height: 5)], of: [(1, [1])])
        let boxes = (0..<5000).flatMap { _ in Box.make("free") }
        let item = Box.make("meta", [0, 0, 0, 0] + properties + boxes + HEIF.primary(1), size: .open)
        let parts = (0..<5000).flatMap { JXL.part($0, []) } + JXL.part(5000, JXL.codestream(width: 5, height: 5))
        for bytes in [HEIF.fileType() + item, JXL.file(parts)] {
            let file = File(bytes)
            let outcome = Probe.header(readingWith: file.read)
            #expect((try? outcome.result.get())?.width == 5)
            #expect(outcome.bytesRead < 4 * bytes.count && file.reads.count < 40)
        }
    }

    @Test("A file cut short is truncated, and what was read is counted")
    func truncated() {
        let file = File(JPEG.start + JPEG.segment(0xE2, [UInt8](repeating: 7, count: 2000)))
        let outcome = Probe.header(readingWith: file.read)
        #expect(outcome.result == .failure(.truncated(expected: 2008)))
        #expect(outcome.bytesRead == 1024)
    }

    @Test("An error of the reading function is passed on")
    func failure() {
        #expect(throws: Failure()) {
            try Probe.header { (_: Int, _: Int, _: inout MutableSpan<UInt8>) throws(Failure) -> Int in throw Failure() }
        }
    }
}
