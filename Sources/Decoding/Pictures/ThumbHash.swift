import Glibc

/// Encodes pictures as ThumbHash, Evan Wallace's format for tiny blurred copies (https://evanw.github.io/thumbhash/).
///
/// A hash holds the lowest frequencies of a cosine transform: of lightness, of yellow against blue, of red against
/// green, and of opacity where the picture has any transparency. Behind 5 or 6 bytes of averages, scales and aspect
/// ratio, each frequency has 4 bits.
enum ThumbHash {
    /// A larger side gives no better hash.
    private static let maximumSide = 100

    /// The hash of a picture, which is made smaller first where it has more than 100 pixels a side.
    static func bytes(of picture: Picture) -> [UInt8] {
        let small = picture.fitted(side: maximumSide)
        let planes = Planes(small)
        let longer = max(small.width, small.height)
        let most = planes.hasTransparency ? 5 : 7
        let frequencies = { (side: Int) in max(1, Int((Double(most * side) / Double(longer)).rounded())) }
        let (across, down) = (frequencies(small.width), frequencies(small.height))
        let transform = CosineTransform(width: small.width, height: small.height)
        let spectrum = { (plane: [Double], across: Int, down: Int) in
            Spectrum(of: plane, by: transform, across: max(3, across), down: max(3, down))
        }
        let lightness = spectrum(planes.lightness, across, down)
        let yellowBlue = spectrum(planes.yellowBlue, 3, 3)
        let redGreen = spectrum(planes.redGreen, 3, 3)
        let opacity = planes.hasTransparency ? spectrum(planes.opacity, 5, 5) : nil

        let isLandscape = small.width > small.height
        var bits = BitWriter()
        bits.append(scaled(lightness.average, by: 63), size: 6)
        bits.append(scaled(0.5 + yellowBlue.average / 2, by: 63), size: 6)
        bits.append(scaled(0.5 + redGreen.average / 2, by: 63), size: 6)
        bits.append(scaled(lightness.scale, by: 31), size: 5)
        bits.append(opacity == nil ? 0 : 1, size: 1)
        bits.append(isLandscape ? down : across, size: 3)
        bits.append(scaled(yellowBlue.scale, by: 63), size: 6)
        bits.append(scaled(redGreen.scale, by: 63), size: 6)
        bits.append(isLandscape ? 1 : 0, size: 1)
        if let opacity {
            bits.append(scaled(opacity.average, by: 15), size: 4)
            bits.append(scaled(opacity.scale, by: 15), size: 4)
        }
        for spectrum in [lightness, yellowBlue, redGreen] + (opacity.map { [$0] } ?? []) {
            for value in spectrum.values { bits.append(value, size: 4) }
        }
        return bits.bytes
    }

    /// Base64 (RFC 4648 §4).
    static func base64(_ bytes: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 {
                text.append(place <= group.count ? alphabet[bits >> (6 * (3 - place)) & 63] : UInt8(ascii: "="))
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// A number from 0 to 1 as a whole one up to `most`.
    fileprivate static func scaled(_ value: Double, by most: Int) -> Int {
        // A hair more, so that where two are as near, the larger is taken whatever the rounding errors are.
        Int((min(max(value, 0), 1) * Double(most) + 1e-9).rounded())
    }
}

/// Puts numbers side by side, lowest bit first.
private struct BitWriter {
    private(set) var bytes: [UInt8] = []
    private var count = 0

    mutating func append(_ value: Int, size: Int) {
        for place in 0..<size {
            if count % 8 == 0 { bytes.append(0) }
            bytes[count / 8] |= UInt8(value >> place & 1) << UInt8(count % 8)
            count += 1
        }
    }
}

/// The components of a picture, each value from 0 to 1, or from -1 to 1 for differences of colours.
private struct Planes {
    private(set) var lightness: [Double] = []
    private(set) var yellowBlue: [Double] = []
    private(set) var redGreen: [Double] = []
    private(set) var opacity: [Double] = []
    private(set) var hasTransparency = false

    /// Lays the picture on its own average colour, so that what is transparent adds no frequencies.
    init(_ picture: Picture) {
        let pixels = picture.pixels.span
        var sum = SIMD4<Double>.zero
        for start in stride(from: 0, to: pixels.count, by: 4) {
            var pixel = Self.pixel(of: pixels, at: start)
            let opacity = pixel[3]
            if opacity < 1 { hasTransparency = true }
            pixel[3] = 1
            sum += pixel * opacity
        }
        let average = sum[3] > 0 ? sum / sum[3] : .zero
        let count = pixels.count / 4
        lightness.reserveCapacity(count)
        yellowBlue.reserveCapacity(count)
        redGreen.reserveCapacity(count)
        if hasTransparency { opacity.reserveCapacity(count) }
        for start in stride(from: 0, to: pixels.count, by: 4) {
            let pixel = Self.pixel(of: pixels, at: start)
            let colour = average * (1 - pixel[3]) + pixel * pixel[3]
            lightness.append((colour[0] + colour[1] + colour[2]) / 3)
            yellowBlue.append((colour[0] + colour[1]) / 2 - colour[2])
            redGreen.append(colour[0] - colour[1])
            if hasTransparency { opacity.append(pixel[3]) }
        }
    }

    private static func pixel(of pixels: Span<UInt8>, at start: Int) -> SIMD4<Double> {
        SIMD4(
            Double(pixels[start]), Double(pixels[start + 1]), Double(pixels[start + 2]), Double(pixels[start + 3]))
            / 255
    }
}

/// The lowest frequencies of a plane, by a two-dimensional cosine transform.
private struct Spectrum {
    let average: Double
    /// The largest of the other coefficients.
    let scale: Double
    /// The other coefficients from 0 to 15, from the negative scale to the positive one.
    let values: [Int]

    /// Takes the frequencies below the diagonal of `across` × `down` of them, row by row; both at most 8.
    init(of plane: [Double], by transform: CosineTransform, across: Int, down: Int) {
        let sums = transform.sums(of: plane, down: down)
        var coefficients: [Double] = []
        for v in 0..<down {
            for u in 0..<across where u * down < across * (down - v) {
                coefficients.append(sums[v][u] / Double(plane.count))
            }
        }
        let others = coefficients.dropFirst()
        let largest = others.reduce(0) { max($0, abs($1)) }
        average = coefficients[0]
        // What is left of a flat plane is rounding, which would fill the hash with noise.
        let isFlat = largest < 1e-9
        scale = isFlat ? 0 : largest
        values = others.map { isFlat ? 0 : ThumbHash.scaled(0.5 + $0 / largest / 2, by: 15) }
    }
}

/// A two-dimensional cosine transform of planes of one size, up to eight frequencies a side.
private struct CosineTransform {
    /// For each place along a side, the cosines of the frequencies, beginning with none at all.
    private let columns: [SIMD8<Double>]
    private let rows: [SIMD8<Double>]

    init(width: Int, height: Int) {
        (columns, rows) = (Self.cosines(length: width), Self.cosines(length: height))
    }

    /// For each frequency down the plane, the sums for those across it.
    ///
    /// The transform can be taken apart, so that each value is looked at once, for all frequencies across together.
    func sums(of plane: [Double], down: Int) -> [SIMD8<Double>] {
        var sums = [SIMD8<Double>](repeating: .zero, count: down)
        for y in rows.indices {
            var line = SIMD8<Double>.zero
            for x in columns.indices { line += columns[x] * plane[y * columns.count + x] }
            for v in 0..<down { sums[v] += line * rows[y][v] }
        }
        return sums
    }

    private static func cosines(length: Int) -> [SIMD8<Double>] {
        (0..<length).map { place in
            var result = SIMD8<Double>(repeating: 1)
            let first = cos(.pi / Double(length) * (Double(place) + 0.5))
            result[1] = first
            // Chebyshev's recurrence: cos nx = 2 cos x cos (n-1)x - cos (n-2)x.
            for frequency in 2..<8 { result[frequency] = 2 * first * result[frequency - 1] - result[frequency - 2] }
            return result
        }
    }
}
