import Decoding
import Testing

struct PictureTests {
    @Test(
        "An orientation turns and mirrors what is stored",
        arguments: [
            (1, [[1, 2], [3, 4], [5, 6]]), (2, [[2, 1], [4, 3], [6, 5]]), (3, [[6, 5], [4, 3], [2, 1]]),
            (4, [[5, 6], [3, 4], [1, 2]]), (5, [[1, 3, 5], [2, 4, 6]]), (6, [[2, 4, 6], [1, 3, 5]]),
            (7, [[6, 4, 2], [5, 3, 1]]), (8, [[5, 3, 1], [6, 4, 2]]), (0, [[1, 2], [3, 4], [5, 6]]),
        ])
    func orientation(value: Int, stored: [[Int]]) {
        #expect(Picture(gray: stored).upright(orientation: value) == Picture(gray: [[1, 2], [3, 4], [5, 6]]))
    }

    @Test("A smaller picture has the means of the areas that its pixels cover")
    func smaller() {
        #expect(Picture(gray: [[10, 20, 60]]).resized(width: 1, height: 1) == Picture(gray: [[30]]))
        // Each half covers one pixel and half of the one in the middle.
        #expect(Picture(gray: [[10, 40, 100]]).resized(width: 2, height: 1) == Picture(gray: [[20, 80]]))
        #expect(
            Picture(gray: [[10, 40, 100], [40, 70, 130], [70, 100, 160]]).resized(width: 2, height: 1)
                == Picture(gray: [[50, 110]]))
    }

    @Test("A larger picture repeats pixels, and mixes them only where one covers two")
    func larger() {
        #expect(
            Picture(gray: [[10, 40]]).resized(width: 4, height: 2)
                == Picture(gray: [[10, 10, 40, 40], [10, 10, 40, 40]]))
        #expect(Picture(gray: [[10, 40]]).resized(width: 3, height: 1) == Picture(gray: [[10, 25, 40]]))
    }

    @Test("What is transparent lends no colour")
    func opacity() {
        let picture = Picture(width: 2, height: 1, pixels: [200, 100, 50, 255, 0, 0, 0, 0])
        #expect(picture.resized(width: 1, height: 1).pixels == [200, 100, 50, 128])
        let none = Picture(width: 2, height: 1) { _, _ in [9, 9, 9, 0] }
        #expect(none.resized(width: 1, height: 1).pixels == [0, 0, 0, 0])
    }

    @Test("Resizing and turning may be done in any order", arguments: 2...8)
    func order(orientation: Int) {
        let picture = Picture(TestPicture(width: 29, height: 17, seed: 8))
        let turned = picture.upright(orientation: orientation)
        let size = orientation > 4 ? (width: 7, height: 11) : (width: 11, height: 7)
        #expect(
            turned.resized(width: size.width, height: size.height)
                == picture.resized(width: 11, height: 7).upright(orientation: orientation))
    }

    @Test(
        "A picture is fitted by its longer side, keeps its shape, and is never enlarged",
        arguments: [
            ((400, 300), 100, (100, 75)), ((300, 401), 100, (75, 100)), ((1000, 3), 100, (100, 1)),
            ((3, 5), 3, (2, 3)), ((40, 30), 100, (40, 30)), ((7, 7), 1, (1, 1)),
        ])
    func fitted(size: (Int, Int), side: Int, expected: (Int, Int)) {
        let fitted = Picture(width: size.0, height: size.1) { _, _ in [1, 2, 3, 4] }.fitted(side: side)
        #expect((fitted.width, fitted.height) == expected)
    }

    @Test("On white, what is transparent is white, and what is half so is lighter")
    func onWhite() {
        let picture = Picture(width: 3, height: 1, pixels: [10, 20, 30, 255, 0, 100, 255, 51, 7, 7, 7, 0])
        #expect(picture.onWhite.pixels == [10, 20, 30, 255, 204, 224, 255, 255, 255, 255, 255, 255])
    }
}
