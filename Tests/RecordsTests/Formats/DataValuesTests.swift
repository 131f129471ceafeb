import Testing

@testable import Records

@Suite("Values of data files")
struct DataValuesTests {
    @Test(
        "are known by the keys that lead to them",
        arguments: [
            ("a.yml", "a: x\nb: {c: y, d: [{a: z}, z]}\ne: &f 1\ng: *f\n---\na: z\n"),
            ("a.json", #"{"a": "x", "b": {"c": "y", "d": [{"a": "z"}]}, "e": 1, "g": 1}"#),
            ("a.toml", "a = 'x'\ne = 1\ng = 1\n[b]\nc = 'y'\n[[b.d]]\na = 'z'\n"),
        ])
    func values(name: String, text: String) {
        #expect(DataValues.scalars(of: Array(text.utf8), named: name) == ["a": "x", "b.c": "y", "e": "1", "g": "1"])
    }

    @Test("are none where a file does not parse or is another")
    func none() {
        #expect(DataValues.scalars(of: Array("a: [".utf8), named: "a.yml") == nil)
        #expect(DataValues.scalars(of: Array("a: \u{0}".utf8), named: "a.yml") == nil)
        #expect(DataValues.scalars(of: Array("a: b".utf8), named: "a.txt") == nil)
        #expect(DataValues.scalars(of: Array("a".utf8), named: "a.yml") == [:])
    }
}
