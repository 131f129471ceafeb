import Decoding
import Foundation
import TestSupport
import Testing

@Suite("What images show")
struct ImageContentTests {
    @Test("an image of one flat colour is a finding, and cached all the same")
    func blank() async throws {
        let gray = ImageEncoder.jpeg(width: 60, height: 40, pixels: [UInt8](repeating: 200, count: 3 * 60 * 40))
        let site = try await TestSite(images: ["/a.jpg": gray])
        try site.write("width: 60", "height: 40")
        let run = try await site.runOnline("sync", "--format", "json")
        #expect(run.rules == ["image-blank"])
        #expect(try site.directory.text(of: "post.md").contains("    isCached: true\n---"))
    }

    @Test("an SVG that fills whatever room it gets is not kept, so that its flag says so")
    func sizelessSVG() async throws {
        let svg = Array("<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0h9v9z'/></svg>".utf8)
        let site = try await TestSite(images: ["/a.svg": svg])
        let path = try site.write(url: "https://images.example/a.svg", "width: 60", "height: 40", "isCached: true")
        let before = try String(contentsOfFile: path, encoding: .utf8)
        let audit = try await site.runOnline("warm", "--format", "json")
        #expect(audit.rules == ["image-unsupported"])
        let run = try await site.runOnline("sync", "--format", "json")
        #expect(run.rules == ["image-unsupported"])
        #expect(
            try String(contentsOfFile: path, encoding: .utf8)
                == before.replacing("    isCached: true", with: "    isCached: false"))
    }

    @Test(
        "an SVG that browsers do not show, for a fault anywhere in it, is not stored, and its flag is false",
        arguments: [("<g></h></svg>", "image-corrupt"), ("<a:g/></svg>", "image-corrupt"), ("<g>", "image-truncated")])
    func brokenSVG(content: String, rule: String) async throws {
        let start = "<svg xmlns='http://www.w3.org/2000/svg' width='60' height='40'>"
        let svg = Array((start + String(repeating: "<g/>\n", count: 20_000) + content).utf8)
        let site = try await TestSite(images: ["/a.svg": svg])
        try site.write(url: "https://images.example/a.svg", "width: 60", "height: 40", "isCached: true")
        let run = try await site.runOnline("sync", "--format", "json")
        #expect(run.rules.contains(rule))
        #expect(try site.directory.text(of: "post.md").contains("isCached: false"))
        try site.directory.write(svg, to: "a.svg")
        let probe = try await Program.run(["probe", "a.svg"], in: site.directory)
        #expect(probe.status != 0 && probe.output.contains(rule == "image-corrupt" ? "in line 20001" : "too early"))
    }

    @Test("probe --verify says what an image looks like, and nothing of one that it cannot decode")
    func looks() async throws {
        let directory = try TemporaryDirectory()
        let red = (0..<60 * 40).flatMap { _ -> [UInt8] in [255, 0, 0] }
        try directory.write(ImageEncoder.png(width: 60, height: 40, pixels: red), to: "red.png")
        try directory.write(jpeg(60, 40), to: "photo.jpg")
        try directory.write(Array(jpeg(60, 40).prefix(700)), to: "cut.jpg")
        let run = try await Program.run(
            ["probe", "--verify", "--format", "json", "red.png", "photo.jpg", "cut.jpg"], in: directory)
        let images = try run.lines()
        #expect(images.map { $0["blank"] as? Bool } == [true, false, nil])
        #expect(images[0]["dominantColor"] as? String == "#ff0000")
        #expect((images[1]["differenceHash"] as? String)?.count == 16)
        #expect(Data(base64Encoded: try #require(images[1]["thumbHash"] as? String))?.isEmpty == false)
        #expect(images[2]["thumbHash"] is NSNull)
    }
}
