import Probing
import Testing

@Suite("Rotation, mirroring and cropping of HEIF pictures")
struct DisplayTransformTests {
    /// A picture whose pixels are numbered, so that where each of them goes can be seen.
    private struct Picture: Equatable {
        var rows: [[Int]]

        init(width: Int, height: Int) {
            rows = (0..<height).map { y in (0..<width).map { y * width + $0 } }
        }

        mutating func transpose() {
            rows = (rows.first ?? []).indices.map { x in rows.map { $0[x] } }
        }

        mutating func flipLeftRight() { rows = rows.map { $0.reversed() } }
        mutating func flipTopBottom() { rows.reverse() }

        mutating func turnAnticlockwise() {
            transpose()
            flipTopBottom()
        }

        mutating func crop(_ crop: CropRectangle) {
            rows = rows[crop.y..<crop.y + crop.height].map { Array($0[crop.x..<crop.x + crop.width]) }
        }

        /// By the words of Exif 2.32 §4.6.4: where the first row and the first column are.
        mutating func apply(orientation: Int) {
            if orientation >= 5 { transpose() }
            if [2, 3, 6, 7].contains(orientation) { flipLeftRight() }
            if [3, 4, 7, 8].contains(orientation) { flipTopBottom() }
        }
    }

    private enum Step: CaseIterable {
        case turn, turnTwice, turnBack, mirrorTopBottom, mirrorLeftRight, crop

        /// Does the step, and gives the property that stands for it.
        func apply(to picture: inout Picture) -> [UInt8] {
            switch self {
            case .turn, .turnTwice, .turnBack:
                let quarters: UInt8 = self == .turn ? 1 : self == .turnTwice ? 2 : 3
                for _ in 0..<quarters { picture.turnAnticlockwise() }
                return HEIF.rotation(quarters)
            case .mirrorTopBottom:
                picture.flipTopBottom()
                return HEIF.mirror(0)
            case .mirrorLeftRight:
                picture.flipLeftRight()
                return HEIF.mirror(1)
            case .crop:
                // Two columns from the left and one from the right go, and a row from the bottom.
                let (width, height) = (picture.rows[0].count, picture.rows.count)
                picture.crop(CropRectangle(x: 2, y: 0, width: width - 3, height: height - 1))
                return HEIF.aperture(width: 2 * (width - 3), height: 2 * (height - 1), x: 1, y: -1, denominator: 2)
            }
        }
    }

    @Test("Three steps in any order come to one crop and one orientation")
    func allOrders() throws {
        for first in Step.allCases {
            for second in Step.allCases {
                for third in Step.allCases {
                    var expected = Picture(width: 13, height: 11)
                    let properties = [first, second, third].map { $0.apply(to: &expected) }
                    let header = try probe(
                        HEIF.image(
                            width: 13, height: 11, properties[0], properties[1], properties[2], brand: "heic"))
                    var picture = Picture(width: 13, height: 11)
                    if let crop = header.crop { picture.crop(crop) }
                    picture.apply(orientation: header.orientation)
                    #expect(picture == expected, "\(first), \(second), \(third)")
                    #expect(header.width == expected.rows[0].count && header.height == expected.rows.count)
                    #expect(header.rawWidth == 13 && header.rawHeight == 11)
                }
            }
        }
    }

    @Test("As in browsers, a crop of an AVIF counts where its corner is that of the picture, and not elsewhere")
    func innerCrops() throws {
        let corner = HEIF.aperture(width: 20, height: 16, x: -3, y: -3, denominator: 2)
        let inner = [
            HEIF.aperture(width: 9, height: 7), HEIF.aperture(width: 9, height: 7, x: 2, y: -2),
            HEIF.aperture(width: 9, height: 7, x: -2, y: 2), HEIF.aperture(width: 13, height: 7),
        ]
        func header(_ property: [UInt8], brand: String) throws -> ImageHeader {
            try probe(HEIF.image(width: 13, height: 11, property, brand: brand))
        }
        for brand in ["avif", "heic"] {
            #expect(try header(corner, brand: brand).crop == CropRectangle(x: 0, y: 0, width: 10, height: 8))
        }
        for aperture in inner {
            #expect(try header(aperture, brand: "avif").crop == nil)
            #expect(try header(aperture, brand: "heic").crop != nil)
        }
        let sequence = HEIF.sequence(HEIF.track(width: 13, height: 11, further: inner[0]))
        #expect(try probe(sequence).crop == nil)
    }

    @Test("The order is that of the associations, not of the properties")
    func associationOrder() throws {
        let properties = [HEIF.mirror(1), HEIF.rotation(1), HEIF.size(width: 5, height: 4)]
        func orientation(_ order: [Int]) throws -> Int {
            let boxes = HEIF.meta(HEIF.primary(1), HEIF.properties(properties, of: [(1, order)]))
            return try probe(HEIF.fileType() + boxes).orientation
        }
        #expect(try orientation([3, 1, 2]) == 5)
        #expect(try orientation([2, 1, 3]) == 7)
        #expect(try orientation([2, 0, 3]) == 8)
    }

    @Test("A crop that is no valid part of the picture crops nothing")
    func invalidCrops() throws {
        for aperture in [
            HEIF.aperture(width: 0, height: 4), HEIF.aperture(width: 14, height: 4),
            HEIF.aperture(width: 10, height: 4, x: 2), HEIF.aperture(width: 11, height: 4, denominator: 2),
            HEIF.aperture(width: 10, height: 5), HEIF.aperture(width: 11, height: 5, x: 2),
            HEIF.aperture(width: 11, height: 5, x: -2), HEIF.aperture(width: 5, height: 5, denominator: 0),
            Box.make("clap", [1, 2, 3]), HEIF.aperture(width: 13, height: 11),
            HEIF.aperture(width: 0xFFFF_FFFF, height: 0xFFFF_FFFF, x: 0x8000_0000, y: 0x7FFF_FFFF),
        ] {
            let header = try probe(HEIF.image(width: 13, height: 11, aperture))
            #expect(header.crop == nil && header.width == 13, "\(aperture)")
        }
    }

    @Test("EXIF data are ignored")
    func exif() throws {
        let bytes = HEIF.image(width: 13, height: 11) + Box.make("Exif", Exif.data(orientation: 6))
        #expect(try probe(bytes).orientation == 1)
    }
}
