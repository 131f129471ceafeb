import BareLoops
import Decoding
import FileSystem
import Foundation
import Probing
import Proofsheet

/// Measures how fast the sizes of images are read and images are verified, beside the least that must be done.
///
///     probing-benchmark DIRECTORY [ROUNDS]
///
/// takes the images below a directory, whose files ought to be in the page cache, and prints medians.
@main
enum ProbingBenchmark {
    static func main() throws {
        guard CommandLine.arguments.count > 1 else {
            print("usage: probing-benchmark DIRECTORY [ROUNDS]")
            return
        }
        let rounds = CommandLine.arguments.dropFirst(2).first.flatMap { Int($0) } ?? 51
        let directory = CommandLine.arguments[1]
        let names = try FileManager.default.subpathsOfDirectory(atPath: directory).sorted()
        let images = try names.map { joinPath(directory, $0) }.compactMap { path -> BenchmarkImage? in
            guard try FileSystem.status(of: path).kind == .regular else { return nil }
            return try BenchmarkImage(path)
        }
        guard !images.isEmpty else {
            print("no image below \(directory)")
            return
        }
        measureHeaders(of: images, rounds)
        measureVerifying(images, of: .jpeg, beside: "libjpeg at an eighth", rounds) { bare_jpeg_decode($0, $1) }
        measureVerifying(images, of: .png, beside: "libpng", rounds) { bare_png_decode($0, $1) }
    }

    private static func measureHeaders(of images: [BenchmarkImage], _ rounds: Int) {
        var floor = Timing("open, read 512 bytes, close")
        var files = Timing("header of a file")
        var memory = Timing("header in memory")
        for _ in 0..<rounds {
            floor.round { for image in images { _ = image.path.withCString { bare_read_start($0) } } }
            files.round { for image in images { _ = try? Probe.outcome(ofFile: image.path) } }
            memory.round { for image in images { _ = try? Probe.header(of: image.bytes.span) } }
        }
        print("headers of \(images.count) images, microseconds an image")
        for timing in [floor, files, memory] {
            timing.print(each: images.count, unit: 1e6, beside: floor)
        }
        printAllocations(of: images)
    }

    /// How many blocks of memory the header path asks for, without and with the file.
    private static func printAllocations(of images: [BenchmarkImage]) {
        let start = bare_allocation_count()
        for image in images { _ = try? Probe.header(of: image.bytes.span) }
        let inMemory = bare_allocation_count()
        for image in images { _ = try? Probe.outcome(ofFile: image.path) }
        let inFiles = bare_allocation_count()
        let count = Double(images.count)
        print("  allocations an image: in memory \(Double(inMemory - start) / count), ", terminator: "")
        print("of a file \(Double(inFiles - inMemory) / count)")
    }

    private static func measureVerifying(
        _ images: [BenchmarkImage], of format: ImageFormat, beside name: String, _ rounds: Int,
        _ decode: (UnsafePointer<UInt8>?, Int) -> UInt32
    ) {
        let chosen = images.filter {
            $0.header.format == format && Decoder.verify($0.bytes.span, header: $0.header) == .intact
        }
        guard !chosen.isEmpty else { return }
        var bare = Timing("\(name), bare loop")
        var own = Timing("verifying")
        var picture = Timing("verifying, with a picture")
        for _ in 0..<rounds {
            bare.round {
                for image in chosen {
                    _ = image.bytes.withUnsafeBufferPointer { decode($0.baseAddress, $0.count) }
                }
            }
            own.round { for image in chosen { _ = Decoder.verify(image.bytes.span, header: image.header) } }
            picture.round {
                for image in chosen { _ = Decoder.decode(image.bytes.span, header: image.header, pictureSide: 64) }
            }
        }
        let bytes = chosen.reduce(0) { $0 + $1.bytes.count }
        print("\(chosen.count) intact \(format.rawValue) images, \(bytes) bytes, milliseconds an image")
        for timing in [bare, own, picture] { timing.print(each: chosen.count, unit: 1e3, beside: bare) }
    }
}

/// An image in memory and on disk.
private struct BenchmarkImage {
    let path: String
    let bytes: [UInt8]
    let header: ImageHeader

    /// Nil where the file is no image whose size can be read.
    init?(_ path: String) throws {
        let bytes = try FileSystem.read(path).bytes
        guard let header = try? Probe.header(of: bytes.span) else { return nil }
        self.path = path
        self.bytes = bytes
        self.header = header
    }
}
