import Probing
import Testing

struct ImageFormatsTests {
    @Test("Every format has one parser and a fixture")
    func registry() {
        #expect(ImageFormats.all.map { $0.format.rawValue }.sorted() == ImageFormat.allCases.map(\.rawValue).sorted())
        #expect(Set(Fixture.all.map(\.header.format)) == Set(ImageFormat.allCases))
        #expect(Set(ImageFormat.allCases.map(\.fileExtension)).count == ImageFormat.allCases.count)
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
    func signatures(fixture: Fixture) {
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
