extension Picture {
    /// The picture at another size, by area averaging: each pixel is the mean of what it covers, weighted by opacity.
    ///
    /// Values are averaged as they are stored, not in linear light: so browsers scale, and so do the decoders that
    /// reduce pictures. All sums are exact, as they are whole numbers below 2⁵³. Both sides must be at least 1.
    package func resized(width newWidth: Int, height newHeight: Int) -> Picture {
        guard newWidth != width || newHeight != height else { return self }
        let columns = Overlap.all(from: width, to: newWidth)
        var result: [UInt8] = []
        result.reserveCapacity(4 * newWidth * newHeight)
        // Red, green and blue times opacity, and opacity.
        var sums = [SIMD4<Double>](repeating: .zero, count: newWidth)
        var row = 0
        for overlap in Overlap.all(from: height, to: newHeight) {
            if overlap.target != row {
                Self.append(&sums, area: width * height, to: &result)
                row = overlap.target
            }
            add(row: overlap.source, weight: Double(overlap.length), columns, to: &sums)
        }
        Self.append(&sums, area: width * height, to: &result)
        return Picture(width: newWidth, height: newHeight, pixels: result)
    }

    /// Adds a row, times a weight, to the sums of the pixels that it lies in.
    private func add(row: Int, weight: Double, _ columns: [Overlap], to sums: inout [SIMD4<Double>]) {
        let source = pixels.span
        var totals = sums.mutableSpan
        let start = 4 * row * width
        var (target, sum) = (0, SIMD4<Double>.zero)
        for column in columns {
            if column.target != target {
                totals[target] += sum * weight
                (target, sum) = (column.target, .zero)
            }
            let pixel = start + 4 * column.source
            let share = Double(column.length * Int(source[pixel + 3]))
            sum += share * SIMD4(Double(source[pixel]), Double(source[pixel + 1]), Double(source[pixel + 2]), 1)
        }
        totals[target] += sum * weight
    }

    /// The picture so reduced that its longer side is at most `side`; the shorter one is rounded, and at least 1.
    package func fitted(side: Int) -> Picture {
        let size = Self.fitted(width: width, height: height, side: side)
        return resized(width: size.width, height: size.height)
    }

    /// The size that `fitted` gives a picture of another size; all sides in pixels, at least 1.
    static func fitted(width: Int, height: Int, side: Int) -> (width: Int, height: Int) {
        let longer = max(width, height)
        guard longer > side else { return (width, height) }
        let scaled = { (length: Int) in max(1, (length * side + longer / 2) / longer) }
        return (scaled(width), scaled(height))
    }

    private var isOpaque: Bool {
        let pixels = pixels.span
        for opacity in stride(from: 3, to: pixels.count, by: 4) where pixels[opacity] < 255 { return false }
        return true
    }

    /// The picture laid on white.
    package var onWhite: Picture {
        if isOpaque { return self }
        var result = pixels
        for pixel in stride(from: 0, to: result.count, by: 4) where result[pixel + 3] < 255 {
            let opacity = Int(result[pixel + 3])
            for channel in pixel..<pixel + 3 {
                let mixed = Int(result[channel]) * opacity + 255 * (255 - opacity)
                result[channel] = UInt8((mixed + 127) / 255)
            }
            result[pixel + 3] = 255
        }
        return Picture(width: width, height: height, pixels: result)
    }

    /// Turns the sums of a row into pixels, and begins anew.
    private static func append(_ sums: inout [SIMD4<Double>], area: Int, to pixels: inout [UInt8]) {
        for index in sums.indices {
            let opacity = Int(sums[index][3])
            let weight = max(opacity, 1)
            for channel in 0..<3 { pixels.append(UInt8((Int(sums[index][channel]) + weight / 2) / weight)) }
            pixels.append(UInt8((opacity + area / 2) / area))
            sums[index] = .zero
        }
    }
}

/// How much of a source pixel lies in a target pixel along one side.
private struct Overlap {
    var source: Int
    var target: Int
    /// In parts of a source pixel, of which there are as many as the target has pixels.
    var length: Int

    /// All overlaps, from the first target pixel to the last.
    static func all(from sources: Int, to targets: Int) -> [Overlap] {
        var result: [Overlap] = []
        result.reserveCapacity(sources + targets)
        for target in 0..<targets {
            let (start, end) = (target * sources, (target + 1) * sources)
            for source in start / targets...(end - 1) / targets {
                let length = min(end, (source + 1) * targets) - max(start, source * targets)
                result.append(Overlap(source: source, target: target, length: length))
            }
        }
        return result
    }
}
