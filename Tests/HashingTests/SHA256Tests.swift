import Hashing
import Testing

@Suite("SHA-256")
struct SHA256Tests {
    @Test(
        "bytes have the hash that the standard's examples give (FIPS 180-4)",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ])
    func examples(text: String, hex: String) {
        #expect(SHA256(of: Array(text.utf8)).hex == hex)
    }

    @Test("a hash is read from the 64 digits that it is written with, and from nothing else")
    func hexadecimalDigits() {
        let hash = SHA256(of: [1, 2, 3])
        #expect(SHA256(hex: hash.hex) == hash)
        #expect(hash.hex.utf8.count == 64)
        for text in [
            "", String(hash.hex.dropLast()), hash.hex + "0", hash.hex.uppercased(), "g" + hash.hex.dropFirst(),
        ] {
            #expect(SHA256(hex: text) == nil, "\(text)")
        }
    }

    @Test("hashes are ordered as their digits are")
    func order() {
        let hashes = (0..<64).map { SHA256(of: [UInt8($0)]) }
        #expect(hashes.sorted().map(\.hex) == hashes.map(\.hex).sorted())
    }
}
