/// A part of a picture in raw pixels, the first of which is (0, 0).
package struct CropRectangle: Sendable, Hashable {
    package var x: Int
    package var y: Int
    package var width: Int
    package var height: Int

    package init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }
}

/// What the first bytes of an image say about it.
package struct ImageHeader: Sendable, Hashable {
    package var format: ImageFormat
    /// Width and height as coded in the file, in pixels.
    package var rawWidth: Int
    package var rawHeight: Int
    /// EXIF orientation (Exif 2.32 §4.6.4, tag 0x0112): 1 to 8; 1 where the file has none or an invalid one.
    ///
    /// Formats that have their own way to turn and mirror a picture, and ignore EXIF, have the orientation that comes
    /// to the same.
    package var orientation: Int
    /// The part of the raw picture that is displayed, before the orientation is applied; nil for all of it.
    package var crop: CropRectangle?
    /// Width and height in CSS pixels that EXIF data give the picture through its density (HTML, "density-corrected
    /// natural width and height"), before the orientation is applied; nil for one a pixel.
    package var densityCorrected: Size?
    /// Number of frames of an animation, 1 for a still image; nil where the bytes read do not tell.
    package var frames: Int?
    /// The file says that it is an animation, whether or not its frames were counted.
    package var announcesAnimation: Bool
    /// Width and height are those of the `viewBox` of an SVG that gives no others: only their ratio counts, for the image
    /// has no size in pixels.
    package var isRatioOnly: Bool

    /// A width and a height.
    package struct Size: Sendable, Hashable {
        package var width: Int
        package var height: Int

        package init(width: Int, height: Int) {
            self.width = width
            self.height = height
        }
    }

    package init(
        format: ImageFormat, rawWidth: Int, rawHeight: Int, orientation: Int = 1, crop: CropRectangle? = nil,
        densityCorrected: Size? = nil, frames: Int? = 1, announcesAnimation: Bool = false,
        isRatioOnly: Bool = false
    ) {
        self.format = format
        self.rawWidth = rawWidth
        self.rawHeight = rawHeight
        self.orientation = orientation
        self.crop = crop
        self.densityCorrected = densityCorrected
        self.frames = frames
        self.announcesAnimation = announcesAnimation
        self.isRatioOnly = isRatioOnly
    }

    /// Whether the image is a drawing, which is as good at every size.
    package var isVector: Bool { format == .svg || format == .svgz }

    /// Whether the image has several frames; nil where the bytes read do not tell.
    package var isAnimated: Bool? {
        frames.map { $0 > 1 } ?? (announcesAnimation ? true : nil)
    }

    /// Orientations 5 to 8 turn the picture by a quarter, so that width and height change places.
    package var swapsSides: Bool { (5...8).contains(orientation) }

    /// Width as a browser displays it, in CSS pixels.
    package var width: Int { swapsSides ? unturned.height : unturned.width }

    /// Height as a browser displays it, in CSS pixels.
    package var height: Int { swapsSides ? unturned.width : unturned.height }

    /// Width and height as a browser would display them, in CSS pixels, but for the orientation.
    package var unturned: Size {
        densityCorrected ?? Size(width: crop?.width ?? rawWidth, height: crop?.height ?? rawHeight)
    }
}
