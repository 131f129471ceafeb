import Auditing
import Probing
import Testing

@Suite("The difference from the size of an image that has one by its density")
struct SizeDifferenceTests {
    private let header = ImageHeader(
        format: .jpeg, rawWidth: 320, rawHeight: 200, orientation: 6, densityCorrected: .init(width: 160, height: 100))

    @Test(
        "is none for the size as shown, and a swap or a scale of that one",
        arguments: [
            (100, 160, SizeDifference.none), (160, 100, .swapped), (200, 320, .scaled), (320, 200, .other),
        ])
    func kinds(width: Int, height: Int, difference: SizeDifference) {
        let declared = PixelSize(width: width, height: height)
        #expect(SizeDifference(declared: declared, header: header, tolerance: 1) == difference)
    }
}
