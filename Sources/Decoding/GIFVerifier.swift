package import Probing

/// GIF, as far as its blocks show whether the file is cut short.
package enum GIFVerifier: ImageVerifier {
    package static let format = ImageFormat.gif

    package static func decode(_ bytes: Span<UInt8>, limits: DecodeLimits, pictureSide: Int?) -> DecodedImage {
        DecodedImage(verdict: verdict(bytes))
    }

    private static func verdict(_ bytes: Span<UInt8>) -> Verdict {
        // Counting the frames walks all blocks up to the trailer, so that it asks for more where that is missing.
        let unlimited = ProbeLimits(maximumPixels: .max, maximumSegments: .max, maximumHeaderSize: .max)
        var probe = HeaderProbe(limits: unlimited, countsFrames: true)
        switch probe.advance(bytes, at: 0, isEnd: false) {
        case .needMore: return .truncated("the file ends at byte \(bytes.count), before the GIF trailer")
        case .invalid(let error): return .corrupt(error.reason)
        case .header: return .unsupported("no decoder for gif is built in")
        }
    }
}
