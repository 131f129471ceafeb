import Decoding
import DemoSite
import Foundation
import TestSupport
import Testing

extension ProgramRun {
    /// The objects of a report that has one a line.
    func lines() throws -> [[String: Any]] {
        try output.split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
    }

    /// The sources that a report with one object a line names.
    func sources() throws -> [String] { try lines().compactMap { $0["source"] as? String } }
}

@Suite("probe")
struct ProbeTests {
    @Test("prints one JSON object a line, in the order of its arguments")
    func json() async throws {
        let directory = try TemporaryDirectory()
        try directory.write(jpeg(120, 80, orientation: 6), to: "turned.jpg")
        try directory.write(TestPicture(width: 5, height: 7, seed: 2).png(), to: "b.png")
        try directory.write("no image at all", to: "c.txt")
        let run = try await Program.run(
            ["probe", "--format", "json", "turned.jpg", "b.png", "c.txt"], in: directory)
        #expect(run.status == 1)
        let objects = try run.lines()
        #expect(try run.sources() == ["turned.jpg", "b.png", "c.txt"])
        #expect(objects[0]["width"] as? Int == 80 && objects[0]["height"] as? Int == 120)
        #expect(objects[0]["rawWidth"] as? Int == 120 && objects[0]["orientation"] as? Int == 6)
        #expect(objects[1]["format"] as? String == "png" && objects[1]["error"] is NSNull)
        #expect(objects[2]["width"] is NSNull && objects[2]["error"] is String)
    }

    @Test("--verify tells an intact image from a truncated one")
    func verify() async throws {
        let directory = try TemporaryDirectory()
        let image = jpeg(120, 80)
        try directory.write(image, to: "whole.jpg")
        try directory.write(Array(image.prefix(image.count - 200)), to: "cut.jpg")
        let run = try await Program.run(["probe", "--verify", "whole.jpg", "cut.jpg"], in: directory)
        #expect(run.status == 1)
        let lines = run.output.split(separator: "\n")
        #expect(lines.first == "whole.jpg: jpeg 120×80 intact")
        #expect(lines.last?.hasPrefix("cut.jpg: jpeg 120×80 truncated") == true)
    }

    @Test("a file that is not there is status 3, and quiet leaves out what is well")
    func missing() async throws {
        let directory = try imageDirectory("a.jpg")
        let run = try await Program.run(["probe", "--quiet", "a.jpg", "nowhere.jpg"], in: directory)
        #expect(
            run.status == 3 && run.output == "nowhere.jpg: (cannot open 'nowhere.jpg': No such file or directory)\n")
    }

    @Test(
        "a command line that makes no sense is status 2",
        arguments: [
            ([], "nothing to look at"), (["-", "-"], "read once"), (["-", "--files-from", "-"], "read once"),
            (["-0", "a.jpg"], "--files-from"), (["--format", "xml", "a.jpg"], "xml"),
        ])
    func usage(arguments: [String], message: String) async throws {
        let run = try await Program.run(["probe"] + arguments, in: try imageDirectory("a.jpg"))
        #expect(run.status == 2 && run.output.isEmpty && run.error.contains(message))
    }

    @Test("of an image on standard input only what tells the size is read, and all of it to verify it")
    func standardInput() async throws {
        let directory = try TemporaryDirectory()
        let image = jpeg(120, 80)
        try directory.write(image + [UInt8](repeating: 0, count: 4_000_000), to: "long.jpg")
        try directory.write(image, to: "a.jpg")
        let piped = try await Program.runShell("cat long.jpg | \"$0\" probe --format json -", in: directory)
        let object = try #require(try piped.lines().first)
        #expect(piped.status == 0 && object["source"] as? String == "-" && object["width"] as? Int == 120)
        #expect(object["bytesRead"] as? Int == 1_024)
        let verified = try await Program.runShell("\"$0\" probe --verify --format json - <a.jpg", in: directory)
        let intact = try #require(try verified.lines().first)
        #expect(intact["verdict"] as? String == "intact" && intact["bytesRead"] as? Int == image.count)
        #expect(try await Program.runShell("\"$0\" probe - </dev/null", in: directory).status == 1)
        let closed = try await Program.runShell("\"$0\" probe - <&-", in: directory)
        #expect(closed.status == 3 && closed.output.contains("Bad file descriptor"))
    }

    @Test("a header that is there is told before more of standard input comes")
    func liveStandardInput() async throws {
        let directory = try TemporaryDirectory()
        try directory.write(TestPicture(width: 5, height: 7, seed: 2).png(), to: "b.png")
        mkfifo(directory.path(of: "pipe"), 0o600)
        // The shell keeps the pipe open, so that an end of it never comes.
        let run = try await Program.runShell(
            "exec 3<>pipe; head -c 60 b.png >&3; \"$0\" probe --format json - <pipe 3<&-", in: directory)
        let object = try #require(try run.lines().first)
        #expect(run.status == 0 && object["width"] as? Int == 5 && object["bytesRead"] as? Int == 60)
    }

    @Test("a header far into standard input is found")
    func farHeader() async throws {
        let directory = try TemporaryDirectory()
        try directory.write(jpegBehind(200_000), to: "far.jpg")
        let run = try await Program.runShell("cat far.jpg | \"$0\" probe --format json -", in: directory)
        let object = try #require(try run.lines().first)
        #expect(object["width"] as? Int == 60)
        #expect((200_000..<210_000).contains(object["bytesRead"] as? Int ?? 0))
    }

    @Test("a file with the name of one image or another is looked at; a directory is gone through for such names")
    func directories() async throws {
        let directory = try imageDirectory(
            "b.JPG", "a/z.tif", "a/b/c.webp", "a.jpeg", "plain", "page.html", ".hidden.jpg", "node_modules/x.png",
            "drafts/d.png", "é.png")
        try directory.write("drafts/\n", to: ".ignore")
        let run = try await Program.run(["probe", "--format", "json", "plain", "."], in: directory)
        #expect(run.status == 0)
        #expect(try run.sources() == ["plain", "a.jpeg", "a/b/c.webp", "a/z.tif", "b.JPG", "é.png"])
        let all = try await Program.run(
            ["probe", "--format", "json", "--no-ignore", "a", "drafts", "."], in: directory)
        #expect(
            try all.sources() == [
                "a/b/c.webp", "a/z.tif", "drafts/d.png", "a.jpeg", "a/b/c.webp", "a/z.tif", "b.JPG", "drafts/d.png",
                "é.png",
            ])
    }

    @Test("a directory without images says so, and what cannot be read in one does too")
    func poorDirectories() async throws {
        let directory = try imageDirectory("a/plain", "b/a.jpg")
        symlink("nowhere", directory.path(of: "b/lost.png"))
        let run = try await Program.run(["probe", "a", "b"], in: directory)
        let lines = run.output.split(separator: "\n")
        #expect(run.status == 3 && lines.count == 3)
        #expect(lines[0].hasPrefix("a: (no file in the directory has the name of an image"))
        #expect(lines[1] == "b/a.jpg: jpeg 60×40")
        #expect(lines[2].hasPrefix("b/lost.png: (cannot look at"))
        #expect(try await Program.run(["probe", "a"], in: directory).status == 1)
    }

    @Test("a list names files, directories and no blanks, and comes behind the arguments")
    func list() async throws {
        let directory = try imageDirectory("a.jpg", "d/b.jpg", "d/c.png", "-")
        try directory.write("\n-\r\nd\n\n./a.jpg", to: "list")
        let run = try await Program.run(["probe", "--format", "json", "--files-from", "list", "a.jpg"], in: directory)
        #expect(try run.status == 0 && run.sources() == ["a.jpg", "-", "d/b.jpg", "d/c.png", "./a.jpg"])
        let piped = try await Program.runShell(
            "printf 'd\\na.jpg\\n' | \"$0\" probe --format json --files-from -", in: directory)
        #expect(try piped.status == 0 && piped.sources() == ["d/b.jpg", "d/c.png", "a.jpg"])
        let empty = try await Program.runShell("\"$0\" probe --files-from - </dev/null", in: directory)
        #expect(empty.status == 0 && empty.output.isEmpty)
    }

    @Test("a list with NUL behind each name keeps line ends and blanks in names")
    func nullList() async throws {
        let directory = try imageDirectory("a\nb.jpg", " c.jpg\r")
        let run = try await Program.runShell(
            "printf 'a\\nb.jpg\\0\\0 c.jpg\\r' | \"$0\" probe --format json -0 --files-from -", in: directory)
        #expect(try run.status == 0 && run.sources() == ["a\nb.jpg", " c.jpg\r"])
    }

    @Test("a list that cannot be read, or is none, is status 3")
    func badList() async throws {
        let directory = try imageDirectory("a.jpg")
        let missing = try await Program.run(["probe", "a.jpg", "--files-from", "nowhere"], in: directory)
        #expect(missing.status == 3 && missing.output == "a.jpg: jpeg 60×40\n")
        #expect(missing.error == "proofsheet: cannot open 'nowhere': No such file or directory\n")
        let folder = try await Program.run(["probe", "--files-from", "."], in: directory)
        #expect(folder.status == 3 && folder.error.contains("Is a directory"))
        try directory.write([UInt8](repeating: 65, count: 200_000), to: "long")
        let long = try await Program.run(["probe", "--files-from", "long"], in: directory)
        #expect(long.status == 3 && long.error.contains("cannot read 'long'"))
        try directory.write([0xFF, 0x0A] + Array("a.jpg".utf8), to: "bytes")
        let bytes = try await Program.run(["probe", "--files-from", "bytes"], in: directory)
        #expect(bytes.status == 3 && bytes.output.contains("not UTF-8") && bytes.output.contains("a.jpg: jpeg 60×40"))
    }

    @Test("many sources come out in their order")
    func manySources() async throws {
        let directory = try imageDirectory("a.jpg")
        try directory.write(TestPicture(width: 5, height: 7, seed: 2).png(), to: "b.png")
        let names = (0..<3_000).map { $0 % 3 == 0 || $0 % 7 == 0 ? "a.jpg" : "b.png" }
        try directory.write(names.joined(separator: "\n"), to: "list")
        let list = try await Program.run(["probe", "--format", "json", "--files-from", "list"], in: directory)
        #expect(try list.status == 0 && list.sources() == names)
        let operands = try await Program.run(["probe", "--format", "json"] + names, in: directory)
        #expect(operands.status == 0 && operands.output == list.output)
    }

    @Test("TSV has the names of its columns, empty cells, and escapes")
    func tsv() async throws {
        let directory = try imageDirectory("a\tb\\\n\u{1B}.jpg")
        let run = try await Program.run(["probe", "--format", "tsv", "a\tb\\\n\u{1B}.jpg", "no"], in: directory)
        #expect(
            run.output == """
                source\tformat\twidth\theight\trawWidth\trawHeight\torientation\tframes\tbytesRead\tverdict\terror
                a\\tb\\\\\\n\\u{1B}.jpg\tjpeg\t60\t40\t60\t40\t1\t1\t1024\t\t
                no\t\t\t\t\t\t\t\t0\t\tcannot open 'no': No such file or directory

                """)
    }
}

/// A small JPEG whose frame header comes behind so many bytes of application data.
func jpegBehind(_ count: Int) -> [UInt8] {
    let image = jpeg(60, 40)
    var data = Array(image.prefix(2))
    var rest = count
    while rest > 0 {
        let size = min(rest, 60_000)
        data += [0xFF, 0xE2, UInt8((size + 2) >> 8), UInt8((size + 2) & 0xFF)]
        data += [UInt8](repeating: 0, count: size)
        rest -= size
    }
    return data + image.dropFirst(2)
}
