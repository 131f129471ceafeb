/// The article of the demo site: one related article for each kind of trouble.
enum DemoArticle {
    static let path = "_news/2026-01-15-the-harbour-at-dawn.md"

    static let text = """
        ---
        category: news
        title: "The harbour at dawn: “a city wakes up”"
        excerpt: "Every picture of this article is there to show one kind of trouble, or none."
        publishedDateTime: 2026-01-15T07:30:00Z
        webUrl: "https://harbour-post.example/2026/01/15/the-harbour-at-dawn"
        type: article
        quality: 44
        published: false

        provider:
          name: Harbour Post
          domain: harbour-post.example

        topics:
          - Harbour
          - Morning

        images:
          - url: "https://media.harbour-post.example/img/2c9fa1e07bd14"
            width: 960
            height: 540
            isCached: true

        related:
        \(related.map(\.text).joined(separator: "\n"))

        secured: "gvCN7I9AQ3DuOmkdHAQ458XqUOE58TJpo403NZJdVeSPWKst;N7Et+sKQd2iV4w7a8Xz0BA=="
        ---

        The first ferry leaves at half past six.

        """

    private struct Related {
        var title: String
        var url: String
        var width: Int
        var height: Int
        /// Whether the entry has `isCached: true`; without, it has no flag at all.
        var isFlagged = true

        var text: String {
            """
              - title: "\(title)"
                type: article
                quality: 53
                images:
                  - url: "\(url)"
                    width: \(width)
                    height: \(height)
            """ + (isFlagged ? "\n        isCached: true" : "")
        }
    }

    private static let related = [
        Related(
            title: "Right: nothing is wrong here", url: "https://img.north-wire.example/quay/morning.png?v=3",
            width: 640, height: 400),
        Related(
            title: "Wrong height: the image is flatter than declared",
            url: "https://img.north-wire.example/ferry.jpg?resize=600%2C400", width: 600, height: 400),
        Related(
            title: "Rotated: the phone noted the turn in EXIF",
            url: "https://photos.lighthouse.example/phone/IMG_0042.jpg", width: 800, height: 600),
        Related(
            title: "Truncated: half of the file is missing", url: "https://cdn.tide-review.example/a/crane.jpg",
            width: 700, height: 420, isFlagged: false),
        Related(
            title: "Gone: the server answers 404", url: "https://cdn.tide-review.example/a/buoy.jpg", width: 500,
            height: 300, isFlagged: false),
        Related(
            title: "HTML: a web page that calls itself a JPEG", url: "https://cdn.tide-review.example/a/fog.jpg",
            width: 500, height: 300, isFlagged: false),
        Related(
            title: "Stale flag: the cache lost the image", url: "https://cdn.tide-review.example/a/nets.jpg",
            width: 660, height: 440),
        Related(
            title: "Missing flag: cached, and the record does not say so",
            url: "https://media.harbour-post.example/img/77aa03be41c02", width: 720, height: 480, isFlagged: false),
    ]
}
