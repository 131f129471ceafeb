import Foundation
import Records

/// The list of exported images, for templates.
package struct ManifestReport: Sendable {
    /// An image under one of the names that templates may look for.
    package struct Image: Sendable {
        /// As the records spell the URL.
        package var key: String
        package var url: String
        /// Where templates find the file.
        package var path: String
        package var image: StoredImage
        package var placeholder: Placeholder?
        /// Where the image came from, where that is not its own URL: that of a fallback, or `imported`.
        package var origin: String?

        package init(
            key: String, url: String, path: String, image: StoredImage, placeholder: Placeholder?, origin: String?
        ) {
            self.key = key
            self.url = url
            self.path = path
            self.image = image
            self.placeholder = placeholder
            self.origin = origin
        }
    }

    /// What a page shows until the image is there.
    package struct Placeholder: Sendable {
        package var thumbHash: [UInt8]
        /// As `#rrggbb`; nil where nothing is visible.
        package var color: String?

        package init(thumbHash: [UInt8], color: String?) {
            self.thumbHash = thumbHash
            self.color = color
        }
    }

    private let images: [Image]
    private let obsolete: [String]

    /// - Parameter obsolete: Names of files of earlier exports that are still to be removed.
    package init(images: [Image], obsolete: [String]) {
        self.images = images
        self.obsolete = obsolete
    }

    /// As JSON, with a line end.
    package var json: String { value.pretty + "\n" }

    /// As YAML.
    package var yaml: String { value.yaml }

    private var value: JSONValue {
        .members([
            ImageManifest.mark: .int(ImageManifest.version),
            "images": .ordered(images.map { ($0.key, $0.value) }),
            "obsolete": .array(obsolete.map(JSONValue.string)),
        ])
    }
}

extension ManifestReport.Image {
    fileprivate var value: JSONValue {
        let shown = placeholder.map { placeholder in
            JSONValue.members([
                "thumbHash": .string(Data(placeholder.thumbHash).base64EncodedString()),
                "color": .optional(placeholder.color),
            ])
        }
        var members: [(String, JSONValue)] = [
            ("url", .string(url)), ("path", .string(path)), ("width", .int(image.width)),
            ("height", .int(image.height)), ("format", .string(image.format)), ("bytes", .int(image.bytes)),
            ("sha256", .string(image.hash)), ("placeholder", shown ?? .null),
        ]
        if let origin { members.append(("origin", .string(origin))) }
        return .ordered(members)
    }
}
