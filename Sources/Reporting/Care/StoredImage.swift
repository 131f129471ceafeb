/// An image of the cache, as reports tell of it.
package struct StoredImage: Sendable, Hashable {
    /// SHA-256 of its bytes, as 64 hexadecimal digits.
    package var hash: String
    /// Name of its format.
    package var format: String
    /// As a browser displays it, in pixels.
    package var width: Int
    package var height: Int
    /// As coded, in pixels.
    package var rawWidth: Int
    package var rawHeight: Int
    /// EXIF orientation, 1 to 8.
    package var orientation: Int
    package var frames: Int?
    /// Size in bytes.
    package var bytes: Int
    /// What the decoder said of it.
    package var soundness: String

    package init(
        hash: String, format: String, width: Int, height: Int, rawWidth: Int, rawHeight: Int, orientation: Int,
        frames: Int?, bytes: Int, soundness: String
    ) {
        self.hash = hash
        self.format = format
        self.width = width
        self.height = height
        self.rawWidth = rawWidth
        self.rawHeight = rawHeight
        self.orientation = orientation
        self.frames = frames
        self.bytes = bytes
        self.soundness = soundness
    }
}
