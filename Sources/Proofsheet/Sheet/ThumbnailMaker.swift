import Auditing
import Caching
import Decoding
import FileSystem
import Hashing
import Probing
import Reporting

/// Makes the thumbnails of a sheet, some at a time, so that memory does not grow with the archive.
///
/// Few stand in the page, which is a file that can be mailed; more are files in a directory beside it, which the page
/// loads as they are seen. A page that goes to standard output has nothing beside it, and shows as many as it can hold.
struct ThumbnailMaker: Sendable {
    let objects: ObjectStore
    let queue: WorkQueue
    /// Beside the page; nil where nothing can be there.
    let directory: ThumbnailDirectory?
    var progress = RunProgress.silent
    var limits = Limits()

    /// What a page holds itself.
    struct Limits: Sendable {
        var thumbnails = 300
        /// Bytes of all thumbnails, before Base64 adds a third.
        var bytes = 5_000_000
    }

    /// The longer side in pixels: more than the grid of the page shows, so that it can be looked at closely.
    static let side = 320
    private static let batchSize = 64

    /// Gives the sheet its thumbnails; what cannot be written is one failure.
    ///
    /// - Parameter isWanted: Whether a picture comes first where not all can be shown.
    func add(
        _ pictures: [SheetPicture], to sheet: inout ProofSheet, _ failures: inout [String], first isWanted: [Bool]
    ) async {
        defer { progress.end() }
        if pictures.count <= limits.thumbnails || directory == nil {
            let order = pictures.indices.filter { isWanted[$0] } + pictures.indices.filter { !isWanted[$0] }
            let made = await embedded(pictures, order.prefix(limits.thumbnails))
            if made.isComplete || directory == nil {
                sheet.thumbnails = .embedded(made.files)
                if order.count > limits.thumbnails || !made.isComplete {
                    note(sheet.thumbnails.count, pictures, &sheet)
                }
                return
            }
        }
        guard let directory, !pictures.isEmpty else { return }
        do throws(FileSystemError) {
            try directory.make()
            sheet.thumbnails = .files(directory: directory.name, names: try await files(pictures, directory))
        } catch {
            failures.append("the thumbnails were not written: \(error); check --output")
        }
    }

    private func note(_ count: Int, _ pictures: [SheetPicture], _ sheet: inout ProofSheet) {
        sheet.notes.append(
            "The page has thumbnails of \(count) of \(Plural.text(pictures.count, "image")), as many as it can hold itself; "
                + "with --output FILE all are written to a directory beside it")
    }

    /// Those of the numbered pictures that fit into a page, until one does not.
    private func embedded(
        _ pictures: [SheetPicture], _ order: ArraySlice<Int>
    ) async -> (files: [[UInt8]?], isComplete: Bool) {
        var files = [[UInt8]?](repeating: nil, count: pictures.count)
        var size = 0
        progress.begin(.drawing, total: order.count)
        for batch in order.chunks(of: Self.batchSize) {
            if Task.isCancelled { return (files, true) }
            let objects = objects
            let made = await queue.map(batch) { Self.thumbnail(of: pictures[$0], in: objects)?.bytes }
            for (number, bytes) in zip(batch, made) {
                size += bytes?.count ?? 0
                if size > limits.bytes { return (files, false) }
                files[number] = bytes
            }
            progress.advance(by: batch.count)
        }
        return (files, true)
    }

    /// The names of the thumbnails' files, which are there then.
    private func files(
        _ pictures: [SheetPicture], _ directory: ThumbnailDirectory
    ) async throws(FileSystemError) -> [String?] {
        var names: [String?] = []
        names.reserveCapacity(pictures.count)
        progress.begin(.drawing, total: pictures.count)
        for batch in pictures.indices.chunks(of: Self.batchSize) where !Task.isCancelled {
            let objects = objects
            let made = await queue.map(batch) { Self.file(of: pictures[$0], in: objects, directory) }
            for result in made { names.append(try result.get()) }
            progress.advance(by: batch.count)
        }
        return names + Array(repeating: nil, count: pictures.count - names.count)
    }

    private static func file(
        of picture: SheetPicture, in objects: ObjectStore, _ directory: ThumbnailDirectory
    ) -> Result<String?, FileSystemError> {
        if case .object(let id) = picture.source {
            let name = ThumbnailDirectory.fileName(of: id, side: side)
            if directory.hasWhole(name) { return .success(name) }
        }
        guard let bytes = bytes(of: picture, in: objects) else { return .success(nil) }
        let name = ThumbnailDirectory.fileName(of: SHA256(of: bytes), side: side)
        if directory.hasWhole(name) { return .success(name) }
        guard let thumbnail = Thumbnail.make(of: bytes.span, header: picture.header, side: side) else {
            return .success(nil)
        }
        do throws(FileSystemError) {
            try directory.write(thumbnail.bytes, to: name)
            return .success(name)
        } catch {
            return .failure(error)
        }
    }

    static func thumbnail(of picture: SheetPicture, in objects: ObjectStore) -> Thumbnail? {
        bytes(of: picture, in: objects).flatMap { Thumbnail.make(of: $0.span, header: picture.header, side: side) }
    }

    /// The bytes of an image; nil where they cannot be read, which costs its thumbnail.
    private static func bytes(of picture: SheetPicture, in objects: ObjectStore) -> [UInt8]? {
        switch picture.source {
        case .object(let id):
            try? objects.bytes(of: id, format: picture.header.format)
        case .file(let path): try? FileSystem.read(path, limit: 1 << 28).bytes
        case .inline(let bytes): bytes
        }
    }
}
