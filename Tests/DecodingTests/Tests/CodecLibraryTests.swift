import Decoding
import Testing

struct CodecLibraryTests {
    @Test("Libraries are named with the versions in use, and those that are left out without one")
    func libraries() throws {
        let libraries = CodecLibrary.all
        #expect(libraries.map(\.name).dropFirst() == ["libpng", "zlib", "libwebp", "libavif", "libdeflate"])
        #expect(libraries[0].name.hasPrefix("libjpeg"))
        for library in libraries {
            #expect(library.version != nil || library.option != nil, "\(library.name)")
            #expect(library.version?.wholeMatch(of: /\d+(\.\d+)+.*/) != nil || library.version == nil)
        }
        #expect((libraries[3].version != nil) == WebPVerifier.isBuiltIn)
        #expect((libraries[4].version != nil) == AVIFVerifier.isBuiltIn)
    }
}
