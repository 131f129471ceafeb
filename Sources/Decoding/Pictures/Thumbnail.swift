package import Probing

/// A small JPEG of an image, as it is displayed.
package struct Thumbnail: Sendable, Hashable {
    package static let mediaType = "image/jpeg"
    private static let quality = 80

    package let bytes: [UInt8]
    /// Both in pixels.
    package let width: Int
    package let height: Int

    /// Makes a thumbnail of the image that fills `bytes`; nil where no picture can be decoded from them.
    ///
    /// Its longer side is `side` pixels, or the image's own where that is less. It is decoded at no more than about four
    /// times that, scaled down by area averaging, cropped and turned as `header` says, and laid on white where it is
    /// transparent. An image damaged behind its first frame has one too.
    package static func make(
        of bytes: Span<UInt8>, header: ImageHeader, side: Int, limits: DecodeLimits = DecodeLimits()
    ) -> Thumbnail? {
        let side = min(side, ImageEncoder.maximumSide)
        guard side > 0, header.width > 0, header.height > 0, header.rawWidth > 0, header.rawHeight > 0 else {
            return nil
        }
        let wanted = pictureSide(header, side: side)
        let decoded = Decoder.decode(bytes, header: header, limits: limits, pictureSide: wanted)
        return decoded.picture.map { Thumbnail($0, header: header, side: side) }
    }

    /// Makes one of a picture that was decoded from an image with this header; `side` is 1 to 65,500.
    package init(_ picture: Picture, header: ImageHeader, side: Int) {
        let size = Picture.fitted(width: header.width, height: header.height, side: side)
        let shown = Self.cropped(picture, header).upright(orientation: header.orientation)
        let scaled = shown.resized(width: size.width, height: size.height).onWhite
        var components: [UInt8] = []
        components.reserveCapacity(3 * size.width * size.height)
        for start in stride(from: 0, to: scaled.pixels.count, by: 4) {
            components.append(contentsOf: scaled.pixels[start..<start + 3])
        }
        width = size.width
        height = size.height
        self.bytes = ImageEncoder.jpeg(width: width, height: height, quality: Self.quality, pixels: components)
    }

    /// Twice the side, so that scaling has something to choose from; more where only a part of the image is shown.
    private static func pictureSide(_ header: ImageHeader, side: Int) -> Int {
        let shown = max(header.crop?.width ?? header.rawWidth, header.crop?.height ?? header.rawHeight)
        let (whole, overflows) = max(header.rawWidth, header.rawHeight).multipliedReportingOverflow(by: 2 * side)
        return overflows ? 2 * side : (whole - 1) / shown + 1
    }

    /// The part of the picture that is displayed; the picture may be smaller than the image that it was decoded from.
    private static func cropped(_ picture: Picture, _ header: ImageHeader) -> Picture {
        guard let crop = header.crop, header.rawWidth > 0, header.rawHeight > 0 else { return picture }
        let columns = range(crop.x, crop.width, of: header.rawWidth, in: picture.width)
        let rows = range(crop.y, crop.height, of: header.rawHeight, in: picture.height)
        return picture.cropped(x: columns.lowerBound, y: rows.lowerBound, width: columns.count, height: rows.count)
    }

    /// Where a part of a raw side lies on a side of the picture; at least one pixel, and inside.
    private static func range(_ start: Int, _ length: Int, of raw: Int, in pictureSide: Int) -> Range<Int> {
        let scale = Double(pictureSide) / Double(raw)
        let first = min(max(Int((Double(start) * scale).rounded()), 0), pictureSide - 1)
        let end = min(max(Int(((Double(start) + Double(length)) * scale).rounded()), first + 1), pictureSide)
        return first..<end
    }
}
