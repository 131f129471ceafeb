import Decoding
import Probing
import TestSupport
import Testing

@Suite("Agreement with Pillow", .enabled(if: PillowProgram.path != nil, "no Python with Pillow is installed"))
struct PillowAgreementTests {
    /// Pillow's names of formats, where ours are not the same in lowercase.
    private static let names: [String: ImageFormat] = ["JPEG2000": .jp2, "PPM": .pnm]

    @Test("Random images have the sizes, orientations, frames and colours that Pillow reads", arguments: [1, 2, 3])
    func randomImages(seed: Int) throws {
        let directory = try TemporaryDirectory()
        let images = try PillowProgram.makeImages(count: 280, seed: seed, in: directory)
        #expect(images.count == 280)
        for image in images {
            let bytes = try directory.bytes(of: image.name)
            let header = try Probe.header(of: bytes.span, countsFrames: true)
            #expect(header.format == Self.names[image.format] ?? ImageFormat(rawValue: image.format.lowercased()))
            #expect(header.rawWidth == image.rawWidth && header.rawHeight == image.rawHeight, "\(image)")
            #expect(header.orientation == image.orientation, "\(image)")
            #expect(header.width == image.width && header.height == image.height, "\(image)")
            #expect(header.frames == image.frames, "\(image)")
            guard Decoder.decodes(header.format) else { continue }
            let decoded = Decoder.decode(bytes.span, header: header, pictureSide: .max)
            #expect(decoded.verdict == .intact, "\(image)")
            let picture = try #require(decoded.picture, "\(image)")
            #expect(picture.width == image.rawWidth && picture.height == image.rawHeight, "\(image)")
            for (own, other) in zip(Self.mean(of: picture), image.mean) {
                #expect(abs(own - other) <= Self.tolerance(header.format), "\(own) is not \(other) of \(image)")
            }
        }
    }

    /// How far the mean of a colour may be off: lossy formats leave it open how exactly to compute.
    private static func tolerance(_ format: ImageFormat) -> Double {
        switch format {
        case .png, .gif: 0.6
        default: 3
        }
    }

    /// The mean red, green and blue, laid on white.
    private static func mean(of picture: Picture) -> [Double] {
        var sums = [0.0, 0, 0]
        for start in stride(from: 0, to: picture.pixels.count, by: 4) {
            let opacity = Double(picture.pixels[start + 3]) / 255
            for channel in 0..<3 {
                sums[channel] += opacity * Double(picture.pixels[start + channel]) + (1 - opacity) * 255
            }
        }
        return sums.map { $0 / Double(picture.width * picture.height) }
    }
}
