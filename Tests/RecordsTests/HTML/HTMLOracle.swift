import FileSystem
import Foundation
import TestSupport
import Testing

/// An installed Python with html5lib, which says what elements a page has.
enum HTMLOracle {
    static let path: String? = {
        let directories = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        let candidates = (directories + ["/usr/bin"]).map { joinPath($0, "python3") }
        return candidates.filter(FileManager.default.isExecutableFile(atPath:)).first { python in
            (try? run(python, ["-c", "import html5lib"], reading: nil, writing: nil)) == 0
        }
    }()

    /// The package srcset is there too, so that candidates are compared.
    static let readsSourceSets =
        path.map {
            (try? run($0, ["-c", "import srcset"], reading: nil, writing: nil)) == 0
        } ?? false

    /// Tests of it run where it is installed, and fail where it is not with PROOFSHEET_TOOLS=required.
    static let isWanted = path != nil || ProcessInfo.processInfo.environment["PROOFSHEET_TOOLS"] == "required"

    /// An element that names images.
    struct Element: Hashable, Comparable, CustomStringConvertible {
        var name: String
        var attributes: [String: String]
        var urls: [String]

        var description: String {
            "\(name) \(attributes.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.debugDescription)" }) \(urls)"
        }

        static func < (left: Element, right: Element) -> Bool { left.description < right.description }
    }

    /// The elements of some pages.
    static func elements(of pages: [String]) throws -> [[Element]] {
        let directory = try TemporaryDirectory()
        let input = try directory.write(Array(JSONEncoder().encode(pages)), to: "pages.json")
        try directory.write("", to: "elements.json")
        let output = try FileHandle(forWritingTo: URL(filePath: directory.path(of: "elements.json")))
        let script = joinPath(Repository.root, "Tests/Fixtures/html-images.py")
        let status = try run(
            try #require(path), [script], reading: try FileHandle(forReadingFrom: URL(filePath: input)), writing: output
        )
        try #require(status == 0)
        let answer = try JSONSerialization.jsonObject(with: Data(directory.bytes(of: "elements.json")))
        return try #require(answer as? [[[Any]]]).map { page in
            page.compactMap { element in
                guard element.count == 3, let name = element[0] as? String,
                    let attributes = element[1] as? [String: String], let urls = element[2] as? [String]
                else { return nil }
                return Element(name: name, attributes: attributes, urls: urls)
            }
        }
    }

    private static func run(
        _ program: String, _ arguments: [String], reading input: FileHandle?, writing output: FileHandle?
    ) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardInput = input ?? FileHandle.nullDevice
        process.standardOutput = output ?? FileHandle.nullDevice
        if output == nil { process.standardError = FileHandle.nullDevice }
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
