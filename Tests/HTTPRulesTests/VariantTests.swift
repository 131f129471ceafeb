import HTTPRules
import TestSupport
import Testing

@Suite("Variants")
struct VariantTests {
    private func matches(_ vary: [String], _ first: HTTPFields, _ second: HTTPFields) -> Bool {
        Variant(of: first, by: HTTPFields(vary.map { (name: "Vary", value: $0) })).matches(second)
    }

    @Test("the fields that Vary names must be the same, whatever the others are (RFC 9111 §4.1)")
    func named() {
        let first = fields("accept: image/webp", "foo: 1")
        #expect(matches(["Accept"], first, fields("accept: image/webp", "foo: 2")))
        #expect(!matches(["ACCEPT"], first, fields("accept: image/avif", "foo: 1")))
        #expect(!matches(["Accept, Foo"], first, fields("accept: image/webp", "foo: 2")))
        #expect(!matches(["Accept", "Foo"], first, fields("accept: image/webp")))
        #expect(!matches(["Bar"], first, fields("bar: 1")))
        #expect(!matches(["Bar"], first, fields("bar:")))
        #expect(matches(["Bar"], first, fields("foo: 3")))
        #expect(matches([], first, fields()))
    }

    @Test("blanks between members and the number of lines do not matter (RFC 9111 §4.1)")
    func normalised() {
        #expect(matches(["Foo"], fields("foo: 1, 2"), fields("foo: 1,2")))
        #expect(matches(["Foo"], fields("foo: 1, 2"), fields("foo: 1", "foo: 2")))
        #expect(!matches(["Foo"], fields("foo: 1, 2"), fields("foo: 2, 1")))
    }

    @Test(
        "* matches nothing, wherever it stands (RFC 9111 §4.1)",
        arguments: [["*"], ["*, *"], ["*", "*"], [", *"], ["", "*"], ["*, Foo"], ["Foo, *"]])
    func star(vary: [String]) {
        #expect(!matches(vary, fields("foo: 1"), fields("foo: 1")))
    }
}
