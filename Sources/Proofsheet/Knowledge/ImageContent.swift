import Caching
import Decoding
import FileSystem
import Probing

/// The bytes of an image, which are in memory as a whole only while it is decoded.
protocol ImageContent {
    associatedtype Failure: Error

    /// Size in bytes.
    var size: Int { get }
    /// Its first bytes, as many as tell how it is coded.
    func opening() throws(Failure) -> [UInt8]
    /// All of its bytes.
    func bytes() throws(Failure) -> [UInt8]
}

extension ImageContent {
    /// What decoding the image says of it, when there is room in memory for that.
    ///
    /// - Parameters:
    ///   - summarizes: Sums up the picture as well.
    ///   - maximumPixels: Largest width × height that is decoded.
    func assessment(
        header: ImageHeader, summarizes: Bool = true,
        maximumPixels: Int = Configuration.NetworkLimits().maximumPixels, in room: DecodingRoom = .shared
    ) throws(Failure) -> ImageAssessment {
        let opening = try opening()
        let needed = size + Decoder.workingMemory(of: header, opening: opening.span)
        return try room.taking(needed) { () throws(Failure) in
            let bytes = try bytes()
            return ImageAssessment(
                of: bytes.span, header: header, summarizes: summarizes, maximumPixels: maximumPixels)
        }
    }
}

/// Bytes of an image that tell how it is coded.
private let openingSize = 1 << 16

/// An image that is in memory already.
struct ImageInMemory: ImageContent {
    let image: [UInt8]

    // What takes room is only what decoding adds.
    var size: Int { 0 }
    func opening() throws(Never) -> [UInt8] { image }
    func bytes() throws(Never) -> [UInt8] { image }
}

/// An image that came piece by piece.
struct GrownImage: ImageContent {
    let content: any GrowingContent

    var size: Int { content.count }

    func opening() throws(ObjectError) -> [UInt8] {
        var start = [UInt8](repeating: 0, count: min(openingSize, content.count))
        var span = start.mutableSpan
        let count = try content.read(into: &span, at: 0)
        start.removeLast(start.count - count)
        return start
    }

    func bytes() throws(ObjectError) -> [UInt8] { try content.bytes() }

    /// What its header says.
    func header(countsFrames: Bool = false) throws(ObjectError) -> Result<ImageHeader, ProbeError> {
        try Probe.header(countsFrames: countsFrames) { offset, _, buffer throws(ObjectError) in
            try content.read(into: &buffer, at: offset)
        }.result
    }
}

/// An image in the cache.
struct ImageInCache: ImageContent {
    let object: ImageObject
    let store: ObjectStore

    var size: Int { object.byteCount }
    func opening() throws(ObjectError) -> [UInt8] { try store.opening(of: object, count: openingSize) }
    func bytes() throws(ObjectError) -> [UInt8] { try store.bytes(of: object) }

    /// What its header says.
    func header(in room: DecodingRoom = .shared) throws(ObjectError) -> Result<ImageHeader, ProbeError> {
        try room.taking(size) { () throws(ObjectError) in
            let bytes = try bytes()
            do throws(ProbeError) { return .success(try Probe.header(of: bytes.span)) } catch { return .failure(error) }
        }
    }
}

/// An image in a file of any other kind.
struct ImageInFile: ImageContent {
    let path: String
    /// A larger file fails with `EFBIG`.
    let limit: Int
    let size: Int

    init(_ path: String, limit: Int) throws(FileSystemError) {
        self.path = path
        self.limit = limit
        size = try FileSystem.status(of: path).size
    }

    func opening() throws(FileSystemError) -> [UInt8] {
        try FileDescriptor.openRegularFile(path).read(at: 0, count: openingSize)
    }

    func bytes() throws(FileSystemError) -> [UInt8] { try FileSystem.read(path, limit: limit).bytes }
}
