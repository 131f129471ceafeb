/// An image file format that Proofsheet recognises by its own signature, never by a name or a Content-Type.
///
/// The raw value is the name used in reports and in the cache index.
package enum ImageFormat: String, Sendable, Hashable, CaseIterable {
    case jpeg, png, gif, webp
    case avif, heic, jxl, jp2, j2k
    case bmp, ico, cur, tiff, psd, qoi, pnm, dds, icns, ktx, hdr, xbm, svg, svgz, tga

    /// The file name extension of cached objects of this format, without the dot.
    package var fileExtension: String {
        switch self {
        case .jpeg: "jpg"
        default: rawValue
        }
    }
}
