import Decoding
import Glibc
import Probing
import Records

/// What the fuzzer does with every input: `probe`, `decode` or `record`, and a format, from the environment variable
/// FUZZ_TARGET as in `probe-png`; or `scanner-yml`, which compares the two readers of YAML.
private let target = FuzzTarget(name: getenv("FUZZ_TARGET").map { String(cString: $0) } ?? "")

/// Called by libFuzzer before anything else; prints the names of all targets where FUZZ_TARGET is `list`.
@_cdecl("LLVMFuzzerInitialize")
public func startFuzzing(_ count: UnsafeMutablePointer<CInt>, _ arguments: UnsafeMutableRawPointer) -> CInt {
    guard getenv("FUZZ_TARGET").map({ String(cString: $0) }) == "list" else { return 0 }
    for format in ImageFormat.allCases { print("probe-\(format.rawValue)") }
    for verifier in Decoder.all { print("decode-\(verifier.format.rawValue)") }
    for name in RecordTarget.names { print("record-\(name)") }
    print(FuzzTarget.scannerName)
    exit(0)
}

/// Called by libFuzzer.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    target.run(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}

private enum FuzzTarget {
    case image(ImageTarget)
    case record(RecordTarget)
    case scanner

    static let scannerName = "scanner-yml"

    init(name: String) {
        let parts = name.split(separator: "-", maxSplits: 1).map(String.init)
        if name == Self.scannerName {
            self = .scanner
        } else if parts.count == 2, parts[0] == "record", RecordTarget.names.contains(parts[1]) {
            self = .record(RecordTarget(fileExtension: parts[1]))
        } else if parts.count == 2, parts[0] == "probe" || parts[0] == "decode",
            let format = ImageFormat(rawValue: parts[1])
        {
            self = .image(ImageTarget(format: format, decodes: parts[0] == "decode"))
        } else {
            fatalError(
                "FUZZ_TARGET must be probe-FORMAT, decode-FORMAT, record-FORMAT or \(Self.scannerName), not '\(name)'")
        }
    }

    func run(_ input: [UInt8]) {
        switch self {
        case .image(let target): target.run(input)
        case .record(let target): target.run(input)
        case .scanner:
            if let difference = YAMLComparison(input).difference { preconditionFailure(difference) }
        }
    }
}

/// Reads an input as an image.
private struct ImageTarget {
    let format: ImageFormat
    let decodes: Bool

    func run(_ input: [UInt8]) {
        var bytes = input
        var header = Self.header(of: bytes)
        if (try? header.get())?.format != format {
            sign(&bytes)
            header = Self.header(of: bytes)
        }
        if decodes { decode(bytes, try? header.get()) } else { probe(bytes, header) }
    }

    /// Gives an input the signature of the format, so that no run is spent on finding it.
    private func sign(_ bytes: inout [UInt8]) {
        for (offset, part) in format.signature where bytes.count >= offset + part.count {
            bytes.replaceSubrange(offset..<offset + part.count, with: part)
        }
    }

    private static func header(of bytes: [UInt8], countsFrames: Bool = false) -> Result<ImageHeader, ProbeError> {
        Result { () throws(ProbeError) in try Probe.header(of: bytes.span, countsFrames: countsFrames) }
    }

    /// Reads the header in pieces too, which must come to the same, and counts the frames.
    private func probe(_ bytes: [UInt8], _ whole: Result<ImageHeader, ProbeError>) {
        if let header = try? whole.get() {
            precondition(header.rawWidth > 0 && header.rawHeight > 0 && header.width > 0 && header.height > 0)
            precondition((1...8).contains(header.orientation))
        }
        if let frames = try? Self.header(of: bytes, countsFrames: true).get().frames { precondition(frames >= 0) }
        let pieces = Probe.header { offset, _, buffer in
            let count = max(min(buffer.count, bytes.count - offset), 0)
            for index in 0..<count { buffer[index] = bytes[offset + index] }
            return count
        }
        precondition(pieces.result == whole, "\(pieces.result) is not \(whole)")
        if format == .svg { compareWithExpat(bytes, whole) }
    }

    /// Where the whole file is not wanted, expat reads all of an SVG, which must come to the same.
    private func compareWithExpat(_ bytes: [UInt8], _ whole: Result<ImageHeader, ProbeError>) {
        var probe = HeaderProbe(reach: .header)
        let step = probe.advance(bytes.span, at: 0, isEnd: true)
        let isSame =
            switch (step, whole) {
            case (.header(let header), .success(let other)): header == other
            case (.invalid(let error), .failure(let other)): error == other
            default: false
            }
        precondition(isSame, "\(whole) is \(step) to expat")
    }

    /// Decodes as that format, whatever the header says.
    private func decode(_ bytes: [UInt8], _ probed: ImageHeader?) {
        let limits = DecodeLimits(maximumPixels: 1 << 20, maximumScans: 20, maximumMemory: 32 << 20)
        let header = probed ?? ImageHeader(format: format, rawWidth: 1, rawHeight: 1)
        let alone = Decoder.decode(bytes.span, header: header, limits: limits)
        let side = Int(bytes.last ?? 0)
        let pictured = Decoder.decode(bytes.span, header: header, limits: limits, pictureSide: side)
        precondition(pictured.verdict == alone.verdict, "\(pictured.verdict) is not \(alone.verdict)")
        guard let picture = pictured.picture else { return }
        let summary = PictureSummary(of: picture, orientation: header.orientation)
        precondition(!summary.thumbHash.isEmpty)
    }
}
