import FileSystem
import Foundation
import TestSupport

/// An installed Python with Pillow, which makes images and says what it reads back of them.
enum PillowProgram {
    static let path: String? = {
        let directories = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        let candidates = (directories + ["/usr/bin"]).map { joinPath($0, "python3") }
        return candidates.filter(FileManager.default.isExecutableFile(atPath:)).first { python in
            (try? run(python, ["-c", "import PIL.Image"], writing: nil)) == 0
        }
    }()

    /// Makes some images in a directory, and returns a line for each.
    static func makeImages(count: Int, seed: Int, in directory: TemporaryDirectory) throws -> [PillowImage] {
        let script = Fixture.directory.appending(path: "pillow-images.py").path
        try directory.write("", to: "images.tsv")
        let output = try FileHandle(forWritingTo: URL(filePath: directory.path(of: "images.tsv")))
        let status = try run(path ?? "", [script, directory.root, "\(count)", "\(seed)"], writing: output)
        guard status == 0 else { return [] }
        return try directory.text(of: "images.tsv").split(separator: "\n").compactMap(PillowImage.init(line:))
    }

    private static func run(_ program: String, _ arguments: [String], writing output: FileHandle?) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output ?? FileHandle.nullDevice
        if output == nil { process.standardError = FileHandle.nullDevice }
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}

/// What Pillow reads back of an image.
struct PillowImage: Sendable {
    let name: String
    let format: String
    let rawWidth: Int
    let rawHeight: Int
    let orientation: Int
    let width: Int
    let height: Int
    let frames: Int
    /// The mean red, green and blue of the first frame laid on white.
    let mean: [Double]

    fileprivate init?(line: Substring) {
        let fields = line.split(separator: "\t").map(String.init)
        let numbers = fields.dropFirst(2).compactMap(Double.init)
        guard fields.count == 11, numbers.count == 9 else { return nil }
        name = fields[0]
        format = fields[1]
        (rawWidth, rawHeight, orientation) = (Int(numbers[0]), Int(numbers[1]), Int(numbers[2]))
        (width, height, frames) = (Int(numbers[3]), Int(numbers[4]), Int(numbers[5]))
        mean = Array(numbers[6...])
    }
}
