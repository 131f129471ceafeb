import Probing
import Testing

struct ImageFormatsTests {
    @Test("Every format has a name of its own, and a fixture")
    func registry() {
        let names = ImageFormat.allCases.map(\.rawValue)
        #expect(Set(names).count == ImageFormats.all.count && names.allSatisfy { $0 == $0.lowercased() })
        #expect(Set(Fixture.all.map(\.header.format)) == Set(ImageFormat.allCases))
        #expect(Set(ImageFormat.allCases.map(\.fileExtension)).count == ImageFormat.allCases.count)
    }

    @Test("A format is found by its name, and no other is", arguments: ImageFormat.allCases)
    func names(format: ImageFormat) {
        #expect(ImageFormat(rawValue: format.rawValue) == format)
        #expect(ImageFormat.allCases.filter { $0 == format }.count == 1)
        for name in ["", format.rawValue.uppercased(), format.rawValue + " "] {
            #expect(ImageFormat(rawValue: name) == nil)
        }
    }

    @Test("Names, extensions and media types are those in use")
    func knownNames() {
        #expect(ImageFormat.jpeg.rawValue == "jpeg" && ImageFormat.jpeg.fileExtension == "jpg")
        #expect(ImageFormat.jpeg.mediaType == "image/jpeg" && ImageFormat.svg.mediaType == "image/svg+xml")
        #expect(ImageFormat.tiff.fileNameExtensions == ["tiff", "tif"] && ImageFormat.qoi.mediaType == "image/qoi")
        #expect(ImageFormat.allCases.allSatisfy { $0.mediaType.hasPrefix("image/") })
    }

    @Test("The signature of a format makes data one of it, and of no other", arguments: ImageFormat.allCases)
    func signatures(format: ImageFormat) {
        var bytes = [UInt8](repeating: 0, count: 64)
        for (offset, part) in format.signature { bytes.replaceSubrange(offset..<offset + part.count, with: part) }
        let matching = ImageFormats.all.filter { $0.match(bytes.span) == .yes }
        #expect(matching.map { $0.format } == [format])
    }

    @Test("Every format goes by file name extensions of its own")
    func fileNameExtensions() {
        let all = ImageFormat.allCases.flatMap(\.fileNameExtensions)
        #expect(Set(all).count == all.count && all.allSatisfy { $0 == $0.lowercased() })
        for format in ImageFormat.allCases {
            #expect(format.fileNameExtensions.contains(format.fileExtension))
            #expect(ImageFormats.areKnown(forFileNamed: "a.b.\(format.fileExtension.uppercased())"))
        }
        for name in ["jpg", "a.jpg.txt", "a.", "", "a.jpg~"] { #expect(!ImageFormats.areKnown(forFileNamed: name)) }
    }

    @Test("A signature is matched by its own parser alone", arguments: Fixture.all)
    func signatureOfFixture(fixture: Fixture) {
        let matching = ImageFormats.all.filter { $0.match(fixture.bytes.span) == .yes }
        #expect(matching.map { $0.format } == [fixture.header.format])
    }

    @Test("A part of a signature decides nothing", arguments: Fixture.all)
    func partOfSignature(fixture: Fixture) {
        for type in ImageFormats.all where type.format == fixture.header.format {
            let matches = (0...ImageFormats.signatureSize).map {
                type.match(fixture.bytes.span.extracting(first: min($0, fixture.bytes.count)))
            }
            #expect(!matches.contains(.no))
            #expect(matches.first == .undecided && matches.last == .yes)
        }
    }

    @Test("Parsers are small enough to be kept without an allocation")
    func parserSizes() {
        func size<Parser: HeaderParser>(of type: Parser.Type) -> Int { MemoryLayout<Parser>.size }
        for type in ImageFormats.all {
            #expect(size(of: type) <= 3 * MemoryLayout<Int>.size, "\(type)")
        }
    }

    @Test("Fixtures are read as what they are", arguments: Fixture.all)
    func roundTrip(fixture: Fixture) throws {
        #expect(try probe(fixture.bytes) == fixture.header)
    }

    @Test(
        "Data of other kinds are no image",
        arguments: ["", "G", "BM", "<", "<!DOCTYPE html>", "<html>", "II*", "\0\0\0 ftypisom", "%PDF-1.7"])
    func otherData(text: String) {
        #expect(probeError(Array(text.utf8)) == .notAnImage)
    }
}
