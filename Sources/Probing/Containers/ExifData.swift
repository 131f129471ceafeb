/// What EXIF data say of how an image is displayed.
struct ExifData: Sendable {
    /// 1 to 8 (Exif 2.32 §4.6.4, tag 0x0112); nil where there is no valid one.
    private(set) var orientation: Int?
    private var unit: Int?
    private var xResolution: Float?
    private var yResolution: Float?
    private var pixelXDimension: Int?
    private var pixelYDimension: Int?

    /// ResolutionUnit for pixels an inch.
    private static let inches = 2
    /// Pixels an inch of an image that is displayed at one CSS pixel for each of its own.
    private static let neutral: Float = 72

    /// Takes the value of an entry, if it is valid and the first one; `bytes` are the EXIF data.
    mutating func take(_ entry: ExifEntry, _ bytes: Span<UInt8>, _ order: ByteOrder, wantsDensity: Bool) {
        switch entry.tag {
        case .orientation:
            // As browsers do, only a single SHORT counts.
            guard let value = entry.short, (1...8).contains(value) else { return }
            orientation = orientation ?? value
        case _ where !wantsDensity: break
        case .resolutionUnit: unit = unit ?? entry.short
        case .xResolution: xResolution = xResolution ?? Self.rational(entry, bytes, order)
        case .yResolution: yResolution = yResolution ?? Self.rational(entry, bytes, order)
        case .pixelXDimension: pixelXDimension = pixelXDimension ?? entry.short ?? entry.long
        case .pixelYDimension: pixelYDimension = pixelYDimension ?? entry.short ?? entry.long
        case .exifDirectory, nil: break
        }
    }

    private static func rational(_ entry: ExifEntry, _ bytes: Span<UInt8>, _ order: ByteOrder) -> Float? {
        guard let offset = entry.rationalOffset, let numerator = bytes.uint32(at: offset, order),
            let denominator = bytes.uint32(at: offset + 4, order)
        else { return nil }
        return Float(numerator) / Float(denominator)
    }

    /// Nothing that is read further on can change the size.
    var isDensitySettled: Bool {
        if let unit, unit != Self.inches { return true }
        guard let xResolution, let yResolution else { return false }
        guard xResolution > 0, yResolution > 0, xResolution != Self.neutral || yResolution != Self.neutral else {
            return true
        }
        return unit != nil && pixelXDimension != nil && pixelYDimension != nil
    }

    /// The size at which browsers display a raw picture of that size, before it is turned; nil where that is its own.
    ///
    /// That is the density-corrected natural size of HTML (§4.8.4.3): PixelXDimension and PixelYDimension count where
    /// they are what the resolution makes of the raw size, rounded. As in browsers, all is reckoned with 32 bits, and
    /// only a resolution in inches counts.
    func densityCorrectedSize(rawWidth: Int, rawHeight: Int) -> ImageHeader.Size? {
        guard unit == Self.inches, let pixelXDimension, let pixelYDimension, pixelXDimension > 0, pixelYDimension > 0,
            Self.side(rawWidth, at: xResolution) == pixelXDimension,
            Self.side(rawHeight, at: yResolution) == pixelYDimension,
            pixelXDimension != rawWidth || pixelYDimension != rawHeight
        else { return nil }
        return ImageHeader.Size(width: pixelXDimension, height: pixelYDimension)
    }

    private static func side(_ raw: Int, at resolution: Float?) -> Int? {
        guard let resolution, resolution > 0 else { return nil }
        let (scaled, overflows) = raw.multipliedReportingOverflow(by: Int(neutral))
        guard !overflows else { return nil }
        return Int32(exactly: (Float(scaled) / resolution).rounded()).map(Int.init)
    }
}
