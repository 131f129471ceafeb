import Auditing
import Caching
import FileSystem
import TestSupport
import Testing

@testable import Proofsheet

@Suite("Data sets in the format of COCO")
struct DataSetTests {
    @Test(
        "have their images where such sets keep them",
        arguments: [
            ("annotations/instances_train2017.json", "train2017/a.jpg"),
            ("annotations/person_keypoints_val2017.json", "val2017/a.jpg"),
            ("annotations/image_info_test-dev2017.json", "test2017/a.jpg"),
            ("annotations/instances_default.json", "images/default/a.jpg"),
            ("annotations/train.json", "images/a.jpg"), ("labels/val.json", "val/a.jpg"),
            ("labels.json", "data/a.jpg"), ("result.json", "images/a.jpg"),
            ("train/_annotations.coco.json", "train/a.jpg"), ("annotations/instances_train2017.json", "a.jpg"),
        ])
    func layouts(record: String, image: String) throws {
        let directory = try TemporaryDirectory()
        let file = try directory.write("", to: "set/" + image)
        try directory.write("", to: "set/other/a.jpg")
        func location(_ presets: [Configuration.RecordPreset]) throws -> ImageLocation {
            try ImageLocator(siteURL: nil, siteRoots: [directory.path(of: "set")], presets: presets)
                .locate("a.jpg", in: directory.path(of: "set/" + record))
        }
        #expect(try location([.coco]) == .file(path: file))
        let isFoundWithout = image == "a.jpg" || image == "train/a.jpg"
        #expect(try location([]) == (isFoundWithout ? .file(path: file) : .site))
    }

    @Test("take the directory that the file is named after before another with a file of that name")
    func order() throws {
        let directory = try TemporaryDirectory()
        for name in ["train2017/a.jpg", "val2017/a.jpg", "images/a.jpg"] { try directory.write("", to: name) }
        let locator = try ImageLocator(siteURL: nil, presets: [.coco])
        for (record, image) in [
            ("instances_train2017", "train2017"), ("instances_val2017", "val2017"), ("x", "images"),
        ] {
            #expect(
                locator.locate("a.jpg", in: directory.path(of: "annotations/\(record).json"))
                    == .file(path: directory.path(of: image + "/a.jpg")))
        }
    }

    @Test(
        "guess nothing elsewhere",
        arguments: ["other/instances_train2017.json", "annotations/posts_train2017.md", "annotations/train2018.json"])
    func elsewhere(record: String) throws {
        let directory = try TemporaryDirectory()
        try directory.write("", to: "train2017/a.jpg")
        #expect(
            try ImageLocator(siteURL: nil, presets: [.coco]).locate("a.jpg", in: directory.path(of: record)) == .site)
    }

    @Test("declare sizes as they are after the orientation of the Exif data")
    func orientation() async throws {
        let directory = try TemporaryDirectory()
        let image = try FileSystem.read(joinPath(Repository.root, "Tests/Fixtures/images/orientation-5.jpg")).bytes
        try directory.write(image, to: "val2017/turned.jpg")
        func rules(_ width: Int, _ height: Int) async throws -> [String] {
            try directory.write(
                #"{"images": [{"file_name": "turned.jpg", "width": \#(width), "height": \#(height)}]}"#,
                to: "annotations/instances_val2017.json")
            var configuration = Configuration()
            configuration.cacheDirectory = directory.path(of: "Cache")
            configuration.siteRoots = []
            configuration.presets = [.coco]
            let archive = Archive(paths: [directory.path(of: "annotations")], configuration: configuration)
            return try await archive.audit().findings.map(\.rule)
        }
        _ = try Cache(writingTo: directory.path(of: "Cache"))
        #expect(try await rules(37, 62) == [])
        #expect(try await rules(62, 37) == ["dimensions-swapped"])
    }
}
