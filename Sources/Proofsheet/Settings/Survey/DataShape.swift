import Foundation

/// Tells by a few words of a file which system or standard its data are of.
enum DataShape {
    /// The words that data of a preset have, all of them.
    private static let words: [(preset: String, words: [String])] = [
        ("coco", ["\"annotations\"", "\"categories\"", "\"file_name\""]),
        ("contentful", ["images.ctfassets.net"]),
        ("ghost", ["\"feature_image\"", "\"mobiledoc\""]),
        ("ghost", ["\"feature_image\"", "\"lexical\""]),
        ("iiif", ["//iiif.io/api/"]),
        ("photoswipe", ["data-pswp-"]),
        ("photoswipe", ["\"msrc\""]),
        ("sanity", ["cdn.sanity.io/images"]),
        ("sanity", ["\"_type\"", "\"_ref\"", "\"image-"]),
        ("schema.org", ["//schema.org", "ImageObject"]),
        ("webmanifest", ["\"start_url\"", "\"icons\""]),
        ("wordpress", ["\"media_details\""]),
    ]
    private static let marks = words.map { (preset: $0.preset, words: $0.words.map { Data($0.utf8) }) }

    /// Where words are looked for: what data are shows at their start.
    private static let searched = 1 << 16

    /// The presets for such data as a file starts with.
    static func presets(for bytes: [UInt8], named path: String) -> [String] {
        if path.hasSuffix(".webmanifest") { return ["webmanifest"] }
        let start = Data(bytes.prefix(searched))
        return marks.filter { $0.words.allSatisfy { start.range(of: $0) != nil } }.map(\.preset)
    }
}
