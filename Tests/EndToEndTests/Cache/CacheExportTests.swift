import DemoSite
import Foundation
import TestSupport
import Testing

@Suite("Export of the cache")
struct CacheExportTests {
    private static let base = "https://images.example"

    /// A warmed site with two images under three URLs, and a URL without an image.
    private func warmed() async throws -> TestSite {
        let first = jpeg(60, 40)
        let site = try await TestSite(images: [
            "/a.jpg": first, "/copy.jpg": first, "/b.jpg": jpeg(30, 50, orientation: 6),
        ])
        for name in ["a", "copy", "b", "gone"] {
            try site.write(named: "\(name).md", url: "\(Self.base)/\(name).jpg", "width: 60")
        }
        #expect(try await site.runOnline("warm", "--fail-on", "never").status == 0)
        return site
    }

    private func manifest(_ site: TestSite, _ name: String = "images.json") throws -> [String: Any] {
        let object = try JSONSerialization.jsonObject(with: Data(site.directory.bytes(of: name)))
        return try #require(object as? [String: Any])
    }

    private func images(_ site: TestSite) throws -> [String: [String: Any]] {
        try #require(try manifest(site)["images"] as? [String: [String: Any]])
    }

    private func modificationDate(_ site: TestSite, _ name: String) throws -> Date? {
        let attributes = try FileManager.default.attributesOfItem(atPath: site.directory.path(of: name))
        return attributes[.modificationDate] as? Date
    }

    @Test("each image is written once under its hash, and the manifest tells all of it")
    func exports() async throws {
        let site = try await warmed()
        let run = try await site.run("cache", "export", "out", "--manifest", "images.json", "--prefix", "/img/")
        #expect(run.status == 0)
        #expect(
            run.output
                == "exported 3 images as 2 files: 2 written, 0 unchanged, 0 removed; 1 without an intact image\n")
        let images = try images(site)
        #expect(images.keys.sorted() == ["a", "b", "copy"].map { "\(Self.base)/\($0).jpg" })
        let turned = try #require(images["\(Self.base)/b.jpg"])
        #expect(turned["width"] as? Int == 50 && turned["height"] as? Int == 30)
        for image in images.values {
            let path = try #require(image["path"] as? String)
            let hash = try #require(image["sha256"] as? String)
            #expect(path == "/img/\(hash.prefix(16)).jpg" && image["format"] as? String == "jpeg")
            let bytes = try site.directory.bytes(of: "out/" + path.dropFirst(5))
            #expect(bytes == jpeg(60, 40) || bytes == jpeg(30, 50, orientation: 6))
            #expect(image["bytes"] as? Int == bytes.count)
            let placeholder = try #require(image["placeholder"] as? [String: String])
            #expect(Data(base64Encoded: placeholder["thumbHash"] ?? "")?.isEmpty == false)
            #expect(placeholder["color"]?.hasPrefix("#") == true)
        }
        #expect(try site.directory.names(in: "out").count == 2)
    }

    @Test("what is there already stays untouched, the manifest too")
    func isIncremental() async throws {
        let site = try await warmed()
        let arguments = ["cache", "export", "out", "--manifest", "images.json", "--prune"]
        #expect(try await Program.run(arguments, in: site.directory).status == 0)
        let old = Date(timeIntervalSince1970: 1_000_000_000)
        let names = try site.directory.names(in: "out").map { "out/" + $0 } + ["images.json"]
        for name in names {
            try FileManager.default.setAttributes(
                [.modificationDate: old], ofItemAtPath: site.directory.path(of: name))
        }
        let again = try await Program.run(arguments, in: site.directory)
        #expect(again.status == 0 && again.output.contains("0 written, 2 unchanged, 0 removed"))
        for name in names { #expect(try modificationDate(site, name) == old) }
        try site.directory.write("damaged", to: names[0])
        #expect(try await Program.run(arguments, in: site.directory).output.contains("1 written, 1 unchanged"))
        #expect(try site.directory.text(of: names[0]) != "damaged")
    }

    @Test("prune removes what earlier exports wrote and no record names any more, and nothing else")
    func prunes() async throws {
        let site = try await warmed()
        let others = ["0123456789abcdef.jpg", "logo.png"]
        for name in others { try site.directory.write("the user's", to: "out/\(name)") }
        let all = ["cache", "export", "out", "--manifest", "images.json"]
        #expect(try await Program.run(all + ["a.md", "b.md"], in: site.directory).status == 0)
        let turned = try #require(try images(site)["\(Self.base)/b.jpg"]?["path"] as? String)
        // An export between that removes nothing does not forget the file.
        for _ in 0..<2 {
            #expect(try await Program.run(all + ["a.md"], in: site.directory).status == 0)
            #expect(try manifest(site)["obsolete"] as? [String] == [turned])
        }
        #expect(try site.directory.names(in: "out").count == 4)
        try site.directory.write("---\nimages: [\n---\n", to: "broken.md")
        let refused = try await Program.run(all + ["--prune", "a.md", "broken.md"], in: site.directory)
        #expect(refused.status == 3 && refused.error.contains("broken.md"))
        #expect(try site.directory.names(in: "out").count == 4)
        let run = try await Program.run(all + ["--prune", "a.md"], in: site.directory)
        #expect(run.status == 0 && run.output.contains("1 removed"))
        #expect(try Set(site.directory.names(in: "out")).isSuperset(of: others))
        #expect(try site.directory.names(in: "out").count == 3 && !site.directory.names(in: "out").contains(turned))
        #expect((try manifest(site)["obsolete"] as? [String])?.isEmpty == true)
    }

    @Test("a manifest that was tampered with removes nothing but files with names of exports")
    func distrusts() async throws {
        let site = try await warmed()
        try site.directory.write("the user's", to: "precious.jpg")
        try site.directory.write("the user's", to: "out/precious.jpg")
        try site.directory.write(
            #"{"proofsheetManifest": 1, "images": {"x": {"path": "../precious.jpg"}}, "obsolete": ["precious.jpg", ".."]}"#,
            to: "images.json")
        let run = try await site.run("cache", "export", "out", "--manifest", "images.json", "--prune")
        #expect(run.status == 0 && run.output.contains("0 removed"))
        #expect(try site.directory.text(of: "precious.jpg") == site.directory.text(of: "out/precious.jpg"))
    }

    @Test("the manifest in YAML says the same, whatever the URLs hold", .enabled(if: PythonYAML.isThere))
    func yaml() async throws {
        let site = try await TestSite { _ in .init(type: "image/jpeg", body: jpeg(60, 40)) }
        let hostile = [
            "/../../../etc/passwd", "/ä b.jpg", "/x.jpg?a=\\u0000&b=: #", "/%2e%2e%2f%00", "/\u{1F600}\u{E0041}.jpg",
            "/" + String(repeating: "long", count: 500), "/yes", "//images.example/no-scheme.jpg",
        ]
        for (number, path) in hostile.enumerated() {
            let url = path.hasPrefix("//") ? path : Self.base + path
            let text = String(decoding: try JSONEncoder().encode(url), as: UTF8.self)
            try site.directory.write(#"{"image": {"url": \#(text), "width": 60}}"#, to: "posts/\(number).json")
        }
        #expect(try await site.runOnline("warm", "--fail-on", "never", "posts").status == 0)
        for name in ["images.json", "images.yml"] {
            #expect(try await site.run("cache", "export", "out", "posts", "--manifest", name).status == 0)
        }
        let comparison = try await PythonYAML.run(
            "import json; a = json.load(open('images.json')); b = yaml.safe_load(open('images.yml')); print(a == b, len(a['images']))",
            in: site.directory)
        let count = try images(site).count
        #expect(comparison.output == "True \(count)\n" && count >= 6, "\(comparison.error)")
        #expect(try site.directory.names(in: "out").count == 1)
        #expect(try images(site)["\(Self.base)/ä b.jpg"]?["url"] as? String == "\(Self.base)/%C3%A4%20b.jpg")
    }

    @Test("a link is the object itself, and an export without --link takes its place")
    func links() async throws {
        let site = try await warmed()
        func inodes(in directory: String) throws -> Set<Int> {
            let root = site.directory.path(of: directory)
            return Set(
                try FileManager.default.subpathsOfDirectory(atPath: root).compactMap { name in
                    let attributes = try FileManager.default.attributesOfItem(atPath: root + "/" + name)
                    guard attributes[.type] as? FileAttributeType == .typeRegular else { return nil }
                    return attributes[.systemFileNumber] as? Int
                })
        }
        #expect(try await site.run("cache", "export", "out").status == 0)
        #expect(try inodes(in: "out").isDisjoint(with: inodes(in: ".proofsheet/objects")))
        #expect(try await site.run("cache", "export", "out", "--link").output.contains("2 written"))
        #expect(try inodes(in: "out") == inodes(in: ".proofsheet/objects"))
        #expect(try await site.run("cache", "export", "out", "--link").output.contains("2 unchanged"))
        #expect(try await site.run("cache", "export", "out").output.contains("2 written"))
        #expect(try inodes(in: "out").isDisjoint(with: inodes(in: ".proofsheet/objects")))
        #expect(try site.directory.names(in: "out").count == 2)
    }

    @Test("an object that is not what was stored is left out and named")
    func leavesOutDamaged() async throws {
        let site = try await warmed()
        let lookup = try await site.run("cache", "lookup", "--format", "json", "\(Self.base)/b.jpg")
        let path = try #require((lookup.json["object"] as? [String: Any])?["path"] as? String)
        try FileManager.default.removeItem(atPath: site.directory.path(of: path))
        try site.directory.write("altered", to: path)
        let run = try await site.run("cache", "export", "out", "--manifest", "images.json")
        #expect(run.status == 3 && run.error.contains("cache verify --repair"))
        #expect(try images(site).count == 2 && site.directory.names(in: "out").count == 1)
    }

    @Test("a manifest below the records is not taken for one of them")
    func isNoRecord() async throws {
        let site = try await warmed()
        let before = try await site.run("audit", "--format", "json", ".").summary("entries")
        for name in ["images.json", "_data/images.yml"] {
            #expect(try await site.run("cache", "export", "out", "--manifest", name, ".").status == 0)
        }
        #expect(try await site.run("audit", "--format", "json", ".").summary("entries") == before)
    }

    @Test("what would overwrite something else, or damage the cache, is refused")
    func refuses() async throws {
        let site = try await warmed()
        let record = try site.directory.text(of: "a.md")
        try site.directory.write("images: {}\n", to: "data.yml")
        for arguments in [
            ["out", "--manifest", "a.md", "--format", "json"], ["out", "--manifest", "data.yml"],
            [".proofsheet/objects"],
            ["out", "--prune"], ["out", "--manifest", "images.txt"], ["out", "--format", "json"], [],
        ] {
            let run = try await Program.run(["cache", "export"] + arguments, in: site.directory)
            #expect(run.status == 2, "\(arguments): \(run.error)")
        }
        #expect(try site.directory.text(of: "a.md") == record && site.directory.text(of: "data.yml") == "images: {}\n")
    }
}

/// Python with PyYAML, where it is installed.
enum PythonYAML {
    static let isThere = ExternalProgram.succeeds("/usr/bin/env", ["python3", "-c", "import yaml"])

    /// Runs a program that has `yaml`.
    static func run(_ text: String, in directory: TemporaryDirectory) async throws -> ProgramRun {
        try await Program.run(["python3", "-c", "import yaml\n" + text], in: directory, program: "/usr/bin/env")
    }
}
