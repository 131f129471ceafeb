/// What the first bytes of an image say about it.
package struct ImageHeader: Sendable, Hashable {
    package var format: ImageFormat
    /// Width and height as coded in the file, in pixels.
    package var rawWidth: Int
    package var rawHeight: Int
    /// EXIF orientation (Exif 2.32 §4.6.4, tag 0x0112): 1 to 8; 1 where the file has none or an invalid one.
    package var orientation: Int
    /// Number of frames of an animation, 1 for a still image; nil where the bytes read do not tell.
    package var frames: Int?

    package init(format: ImageFormat, rawWidth: Int, rawHeight: Int, orientation: Int = 1, frames: Int? = 1) {
        self.format = format
        self.rawWidth = rawWidth
        self.rawHeight = rawHeight
        self.orientation = orientation
        self.frames = frames
    }

    /// Orientations 5 to 8 turn the picture by a quarter, so that width and height change places.
    package var swapsSides: Bool { (5...8).contains(orientation) }

    /// Width as a browser displays it, in pixels.
    package var width: Int { swapsSides ? rawHeight : rawWidth }

    /// Height as a browser displays it, in pixels.
    package var height: Int { swapsSides ? rawWidth : rawHeight }
}
