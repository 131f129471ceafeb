/// What EXIF data say of how an image is displayed.
struct ExifData: Sendable {
    /// 1 to 8 (Exif 2.32 §4.6.4, tag 0x0112); nil where there is no valid one.
    var orientation: Int? { storedOrientation.map(Int.init) }

    private var storedOrientation: UInt8?
    private var unit: UInt16?
    private var xResolution: Float?
    private var yResolution: Float?
    private var pixelXDimension: UInt32?
    private var pixelYDimension: UInt32?

    /// ResolutionUnit for pixels an inch.
    private static let inches: UInt16 = 2
    /// Pixels an inch of an image that is displayed at one CSS pixel for each of its own.
    private static let neutral: Float = 72

    /// Takes the value of an entry, if it is valid and the first one; `bytes` are the EXIF data.
    mutating func take(_ entry: ExifEntry, _ bytes: Span<UInt8>, _ order: ByteOrder, wantsDensity: Bool) {
        switch entry.tag {
        case .orientation:
            // As browsers do, only a single SHORT counts.
            guard let value = entry.short, (1...8).contains(value) else { return }
            storedOrientation = storedOrientation ?? UInt8(value)
        case _ where !wantsDensity: break
        case .resolutionUnit: unit = unit ?? entry.short.map(UInt16.init)
        case .xResolution: xResolution = xResolution ?? Self.rational(entry, bytes, order)
        case .yResolution: yResolution = yResolution ?? Self.rational(entry, bytes, order)
        case .pixelXDimension: pixelXDimension = pixelXDimension ?? (entry.short ?? entry.long).map(UInt32.init)
        case .pixelYDimension: pixelYDimension = pixelYDimension ?? (entry.short ?? entry.long).map(UInt32.init)
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
            let width = Self.side(rawWidth, at: xResolution), width == pixelXDimension,
            let height = Self.side(rawHeight, at: yResolution), height == pixelYDimension,
            width != rawWidth || height != rawHeight
        else { return nil }
        return ImageHeader.Size(width: width, height: height)
    }

    private static func side(_ raw: Int, at resolution: Float?) -> Int? {
        guard let resolution, resolution > 0 else { return nil }
        let (scaled, overflows) = raw.multipliedReportingOverflow(by: Int(neutral))
        guard !overflows else { return nil }
        return Int32(exactly: (Float(scaled) / resolution).rounded()).map(Int.init)
    }
}
