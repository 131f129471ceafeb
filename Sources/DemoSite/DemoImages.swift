import Decoding

/// The pictures of the demo site, and what the server answers in their place where something is wrong with them.
package struct DemoImages: Sendable {
    /// Answers by path, as the server gets it: `/HOST/PATH?QUERY`.
    package let answers: [String: ImageServer.Answer]
    /// The bytes of the image whose object the demo takes away after warming.
    package let lost: [UInt8]

    package init() {
        let harbour = Self.jpeg(960, 540, seed: 0)
        let cut = Self.jpeg(700, 420, seed: 4)
        lost = Self.jpeg(660, 440, seed: 5)
        answers = [
            "/media.harbour-post.example/img/2c9fa1e07bd14": .init(type: "image/jpeg", body: harbour),
            "/img.north-wire.example/quay/morning.png?v=3": .init(type: "image/png", body: Self.png(640, 400, seed: 1)),
            "/img.north-wire.example/ferry.jpg?resize=600%2C400": .init(
                type: "image/jpeg", body: Self.jpeg(600, 338, seed: 2)),
            "/photos.lighthouse.example/phone/IMG_0042.jpg": .init(
                type: "image/jpeg", body: Self.jpeg(800, 600, seed: 3, orientation: 6)),
            "/cdn.tide-review.example/a/crane.jpg": .init(type: "image/jpeg", body: Array(cut.prefix(cut.count / 2))),
            "/cdn.tide-review.example/a/fog.jpg": .init(type: "image/jpeg", body: Array(Self.page.utf8)),
            "/cdn.tide-review.example/a/nets.jpg": .init(type: "image/jpeg", body: lost),
            "/media.harbour-post.example/img/77aa03be41c02": .init(
                type: "image/jpeg", body: Self.jpeg(720, 480, seed: 6)),
        ]
    }

    /// What the server answers; 404 for what it does not have.
    package func answer(_ request: ImageServer.Request) -> ImageServer.Answer {
        var answer = answers[request.path] ?? .init(status: 404, type: "text/html", body: Array(Self.page.utf8))
        if answer.status == 200 { answer.headers["Cache-Control"] = "max-age=86400" }
        return answer
    }

    private static let page = "<!doctype html><title>Gone</title><p>There is nothing here any more.</p>\n"

    private static func jpeg(_ width: Int, _ height: Int, seed: UInt64, orientation: Int? = nil) -> [UInt8] {
        TestPicture(width: width, height: height, seed: seed).jpeg(orientation: orientation)
    }

    private static func png(_ width: Int, _ height: Int, seed: UInt64) -> [UInt8] {
        TestPicture(width: width, height: height, seed: seed).png()
    }
}
