import Caching
import FileSystem
import Foundation
import Records
import Reporting
import Yams

/// How the list of exported images is written.
public enum ExportManifestFormat: String, Sendable, Hashable, CaseIterable {
    /// As JSON.
    case json
    /// As YAML.
    case yaml
}

/// The list of exported images, for templates.
struct ExportManifest: Sendable {
    private let path: String
    private let format: ExportManifestFormat
    /// Names of files that earlier exports wrote.
    private let earlierNames: Set<String>

    /// Reads what an earlier export wrote to `path`; throws where something else is there.
    init(path: String, format: ExportManifestFormat?) throws(ProofsheetError) {
        guard let format = format ?? Self.format(of: path) else {
            throw ProofsheetError(.usage, "'\(path)' ends in neither .json nor .yml nor .yaml: give its --format")
        }
        self.path = path
        self.format = format
        do throws(FileSystemError) {
            guard try FileSystem.exists(path) else {
                earlierNames = []
                return
            }
            let bytes = try FileSystem.read(path).bytes
            guard let names = Self.names(in: bytes) else {
                throw FileSystemError(call: .write, path: path, code: EEXIST)
            }
            earlierNames = names
        } catch {
            if error.code == EEXIST {
                throw ProofsheetError(
                    .usage, "'\(path)' is not the manifest of an earlier export; remove it, or give another --manifest")
            }
            throw ProofsheetError(.failure, "\(error); nothing was exported")
        }
    }

    private static func format(of path: String) -> ExportManifestFormat? {
        switch FileSystem.name(of: path).split(separator: ".").last {
        case "json": .json
        case "yml", "yaml": .yaml
        default: nil
        }
    }

    /// The names of files in a manifest; nil where it is none.
    private static func names(in bytes: [UInt8]) -> Set<String>? {
        guard ImageManifest.isManifest(bytes) else { return nil }
        let isJSON = bytes.first { $0 > 0x20 } == UInt8(ascii: "{")
        let document =
            isJSON
            ? try? JSONSerialization.jsonObject(with: Data(bytes))
            : try? Yams.load(yaml: String(decoding: bytes, as: UTF8.self))
        guard let members = document as? [String: Any], members[ImageManifest.mark] as? Int == ImageManifest.version
        else { return nil }
        let images = (members["images"] as? [String: [String: Any]] ?? [:]).values
        let paths = images.compactMap { $0["path"] as? String } + (members["obsolete"] as? [String] ?? [])
        // Whatever it says, nothing is ever removed elsewhere or under another kind of name.
        return Set(paths.map(FileSystem.name).filter(ExportPlan.isName))
    }

    /// Writes the list, unless it is there already, and removes what is no longer needed where that is wanted.
    func write(
        _ images: [ExportPlan.Image], of plan: ExportPlan, _ directory: String, _ options: CacheCare.ExportOptions,
        _ result: inout CacheCare.Exported
    ) throws(FileSystemError) {
        let names = Set(images.map { plan.name(of: $0.object) })
        var obsolete: [String] = []
        for name in earlierNames.subtracting(names).sorted() {
            let status = try? FileSystem.status(of: joinPath(directory, name), followingLinks: false)
            if status?.kind == .regular { obsolete.append(name) }
        }
        // Files that are still to be removed stay known, whatever happens before they are.
        try write(images, of: plan, obsolete: obsolete, options)
        guard options.removesObsolete, result.failures.isEmpty, !obsolete.isEmpty else { return }
        for name in obsolete {
            try FileSystem.remove(joinPath(directory, name))
            result.removed += 1
        }
        try write(images, of: plan, obsolete: [], options)
    }

    private func write(
        _ images: [ExportPlan.Image], of plan: ExportPlan, obsolete: [String], _ options: CacheCare.ExportOptions
    ) throws(FileSystemError) {
        let report = ManifestReport(
            images: images.map { $0.reported(path: options.pathPrefix + plan.name(of: $0.object)) }, obsolete: obsolete)
        let bytes = Array((format == .json ? report.json : report.yaml).utf8)
        if try FileSystem.exists(path), try FileSystem.read(path).bytes == bytes { return }
        try FileSystem.makeDirectories(FileSystem.parentPath(of: path))
        try OutputFile.write(to: path) { file throws(FileSystemError) in try file.write(bytes) }
    }
}

extension ExportPlan.Image {
    /// What templates may want to know of the image.
    fileprivate func reported(path: String) -> ManifestReport.Image {
        let placeholder = object.summary.map { summary in
            ManifestReport.Placeholder(thumbHash: summary.thumbHash, color: summary.dominantColor)
        }
        return ManifestReport.Image(
            key: key, url: url, path: path, image: StoredImage(object), placeholder: placeholder, origin: origin)
    }
}
