import Foundation
import GRDB
import HTTPRules
import Hashing
import Probing

extension ImageObject {
    static let columns = [
        "hash", "format", "rawWidth", "rawHeight", "orientation", "frames", "soundness", "byteCount",
        "modificationTime", "cropX", "cropY", "cropWidth", "cropHeight", "announcesAnimation",
        "correctedWidth", "correctedHeight", "isRatioOnly",
        "isBlank", "dominantColor", "differenceHash", "thumbHash", "inode", "judge",
    ]

    /// Reads a row; nil where the row has no object, or one that a later version wrote.
    init?(row: NamedRow, _ extent: CacheEntry.Extent = .whole) {
        guard let hash: String = row[.hash], let id = SHA256(hex: hash),
            let format = ImageFormat(rawValue: row[required: .format]),
            let soundness = Soundness(rawValue: row[required: .soundness])
        else { return nil }
        self.init(
            id: id,
            header: ImageHeader(
                format: format, rawWidth: row[required: .rawWidth], rawHeight: row[required: .rawHeight],
                orientation: row[required: .orientation], crop: CropRectangle(row: row),
                densityCorrected: ImageHeader.Size(row: row), frames: row[.frames],
                announcesAnimation: row[.announcesAnimation] ?? false, isRatioOnly: row[.isRatioOnly] ?? false),
            soundness: soundness, byteCount: row[required: .byteCount],
            modificationTime: row[required: .modificationTime],
            inode: (row[.inode] as Int64?).map(UInt64.init(bitPattern:)), judge: row[.judge] ?? 1,
            summary: ImageSummary(row: row, extent))
    }

    var values: StatementArguments {
        [
            id.hex, header.format.rawValue, header.rawWidth, header.rawHeight, header.orientation, header.frames,
            soundness.rawValue, byteCount, modificationTime, header.crop?.x, header.crop?.y, header.crop?.width,
            header.crop?.height, header.announcesAnimation, header.densityCorrected?.width,
            header.densityCorrected?.height, header.isRatioOnly, summary?.isBlank, summary?.dominantColor,
            summary.map { Int64(bitPattern: $0.differenceHash) }, summary.map { Data($0.thumbHash) },
            inode.map(Int64.init(bitPattern:)), judge,
        ]
    }
}

extension ImageSummary {
    /// Reads what an object looks like; nil where that is not known.
    fileprivate init?(row: NamedRow, _ extent: CacheEntry.Extent) {
        guard let isBlank: Bool = row[.isBlank], let hash: Int64 = row[.differenceHash],
            let thumbHash: Data = extent == .whole ? row[.thumbHash] : Data()
        else { return nil }
        self.init(
            isBlank: isBlank, dominantColor: row[.dominantColor], differenceHash: UInt64(bitPattern: hash),
            thumbHash: Array(thumbHash))
    }
}

extension CropRectangle {
    /// Reads an object's crop; nil where it has none, or was stored before there were any.
    fileprivate init?(row: NamedRow) {
        guard let x: Int = row[.cropX], let y: Int = row[.cropY], let width: Int = row[.cropWidth],
            let height: Int = row[.cropHeight]
        else { return nil }
        self.init(x: x, y: y, width: width, height: height)
    }
}

extension ImageHeader.Size {
    /// Reads the size that an object has through its density; nil where it has none, or was stored before there were any.
    fileprivate init?(row: NamedRow) {
        guard let width: Int = row[.correctedWidth], let height: Int = row[.correctedHeight] else { return nil }
        self.init(width: width, height: height)
    }
}

extension CacheEntry {
    static let columns = [
        "url", "objectHash", "etag", "lastModified", "freshUntil", "fetchedAt", "finalURL", "failureKind",
        "failureStatus", "failureDetail", "failedAt", "responseFields", "variantFields", "requestedAt", "movedTo",
        "movedCount", "fallbackURL", "importedAt", "triedFallbacks",
    ]

    /// Reads a row of `entry` joined with `object`.
    init(row: NamedRow, _ extent: Extent = .whole) {
        let isWhole = extent == .whole
        self.init(
            url: row[required: .url], object: ImageObject(row: row, extent), etag: isWhole ? row[.etag] : nil,
            lastModified: isWhole ? row[.lastModified] : nil, response: isWhole ? StoredResponse(row: row) : nil,
            freshUntil: row[required: .freshUntil],
            fetchedAt: row[required: .fetchedAt],
            finalURL: row[.finalURL], movedTo: row[.movedTo],
            // Where only the target was noted, it was seen at least once.
            movedCount: row[.movedCount] ?? (row[.movedTo] as String? == nil ? 0 : 1),
            origin: ObjectOrigin(row: row), triedFallbacks: row[.triedFallbacks],
            failure: CacheFailure(row: row))
    }

    var values: StatementArguments {
        [
            url, object?.id.hex, etag, lastModified, freshUntil, fetchedAt, finalURL, failure?.kind.rawValue,
            failure?.status, failure?.detail, failure?.occurredAt, response?.fields.text,
            response?.variant.nominated.text, response?.requestedAt, movedTo,
            movedCount, origin?.fallbackURL, origin?.importedAt, triedFallbacks,
        ]
    }
}

extension ObjectOrigin {
    /// Reads where an entry's object came from; nil where that is its own URL.
    fileprivate init?(row: NamedRow) {
        if let time: Int64 = row[.importedAt] {
            self = .imported(at: time)
        } else if let url: String = row[.fallbackURL] {
            self = .fallback(url: url)
        } else {
            return nil
        }
    }

    fileprivate var fallbackURL: String? { if case .fallback(let url) = self { url } else { nil } }
    fileprivate var importedAt: Int64? { if case .imported(let time) = self { time } else { nil } }
}

extension StoredResponse {
    /// Reads what an entry keeps of its last good answer; nil where it was stored before that was kept.
    fileprivate init?(row: NamedRow) {
        guard let fields: String = row[.responseFields], let receivedAt: Int64 = row[.fetchedAt] else { return nil }
        self.init(
            fields: HTTPFields(text: fields), request: HTTPFields(text: row[.variantFields] ?? ""),
            requestedAt: row[.requestedAt] ?? receivedAt, receivedAt: receivedAt)
    }
}

extension CacheFailure {
    /// Reads the failure's columns; nil where there is none.
    init?(row: NamedRow) {
        guard let name: String = row[.failureKind] else { return nil }
        self.init(
            kind: Kind(rawValue: name) ?? .unreachable, status: row[.failureStatus],
            detail: row[.failureDetail] ?? "", occurredAt: row[.failedAt] ?? 0)
    }
}
