import Probing
import Testing

@Suite("Image sequences in HEIF files")
struct ImageSequenceTests {
    @Test("The picture track counts, not the item, the sound or the alpha plane")
    func pictureTrack() throws {
        let bytes = HEIF.sequence(
            HEIF.track(width: 0, height: 0, handler: "soun", frames: 100),
            HEIF.track(width: 30, height: 20, handler: "auxv", frames: 50),
            HEIF.track(width: 159, height: 150, frames: 5, version: 1), HEIF.track(width: 16, height: 16))
        let header = try probe(bytes)
        #expect(header.rawWidth == 159 && header.rawHeight == 150)
        #expect(header.frames == 5 && header.isAnimated == true)
    }

    @Test("Frames are counted only when asked for, and the sequence is known as one all the same")
    func uncounted() throws {
        let header = try probe(HEIF.sequence(HEIF.track(width: 9, height: 8)), countsFrames: false)
        #expect(header.frames == nil && header.isAnimated == true)
        let single = try probe(HEIF.sequence(HEIF.track(width: 9, height: 8, frames: 1)))
        #expect(single.frames == 1 && single.isAnimated == false)
    }

    @Test("The frames may be counted before the pictures are described")
    func descriptionLast() throws {
        let sound = HEIF.track(width: 7, height: 7, handler: "soun", frames: 100, describesLast: true)
        let track = HEIF.track(
            width: 9, height: 8, frames: 6, further: HEIF.rotation(1), version: 1, describesLast: true)
        let header = try probe(HEIF.sequence(sound, track))
        #expect(header.frames == 6 && header.width == 8 && header.orientation == 8)
    }

    @Test("Frames that lie in fragments are not known, and no frames are never counted")
    func fragments() throws {
        let header = try probe(HEIF.sequence(HEIF.track(width: 9, height: 8, frames: 0)))
        #expect(header.frames == nil && header.isAnimated == true)
    }

    @Test("A track may be turned and cropped")
    func transform() throws {
        let further = HEIF.aperture(width: 8, height: 6, x: -1) + HEIF.rotation(1)
        let header = try probe(HEIF.sequence(HEIF.track(width: 10, height: 6, further: further)))
        #expect(header.orientation == 8 && header.width == 6 && header.height == 8)
    }

    @Test("A file whose main brand is that of still images shows its primary item")
    func stillBrand() throws {
        let header = try probe(HEIF.sequence(HEIF.track(width: 50, height: 40), brand: "avif"))
        #expect(header.rawWidth == 9 && header.isAnimated == false)
    }

    @Test("A sequence without a track of pictures is refused")
    func noTrack() {
        let sound = HEIF.track(width: 5, height: 5, handler: "soun")
        #expect(probeError(HEIF.sequence(sound)) == .invalid("no track has pictures"))
    }
}
