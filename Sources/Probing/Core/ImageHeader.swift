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
    /// Number of frames of an animation, 1 for a still image; nil where the bytes read do not tell.
    package var frames: Int?
    /// The file says that it is an animation, whether or not its frames were counted.
    package var announcesAnimation: Bool

    package init(
        format: ImageFormat, rawWidth: Int, rawHeight: Int, orientation: Int = 1, crop: CropRectangle? = nil,
        frames: Int? = 1, announcesAnimation: Bool = false
    ) {
        self.format = format
        self.rawWidth = rawWidth
        self.rawHeight = rawHeight
        self.orientation = orientation
        self.crop = crop
        self.frames = frames
        self.announcesAnimation = announcesAnimation
    }

    /// Whether the image has several frames; nil where the bytes read do not tell.
    package var isAnimated: Bool? {
        frames.map { $0 > 1 } ?? (announcesAnimation ? true : nil)
    }

    /// Orientations 5 to 8 turn the picture by a quarter, so that width and height change places.
    package var swapsSides: Bool { (5...8).contains(orientation) }

    /// Width as a browser displays it, in pixels.
    package var width: Int { swapsSides ? croppedHeight : croppedWidth }

    /// Height as a browser displays it, in pixels.
    package var height: Int { swapsSides ? croppedWidth : croppedHeight }

    private var croppedWidth: Int { crop?.width ?? rawWidth }
    private var croppedHeight: Int { crop?.height ?? rawHeight }
}
