import Addresses
import Testing

@Suite("Character references in URLs") struct URLEntitiesTests {
    @Test(
        "are read as in HTML, as often as they were escaped",
        arguments: [
            ("https://h/a.jpg?w=1&#038;h=2", "https://h/a.jpg?w=1&h=2"), ("?w=1&amp;h=2", "?w=1&h=2"),
            ("?w=1&#38;h=2", "?w=1&h=2"), ("?w=1&#x26;h=2", "?w=1&h=2"), ("?w=1&#X26;h=2", "?w=1&h=2"),
            ("?w=1&amp;amp;h=2", "?w=1&h=2"), ("?w=1&amp;#038;h=2&amp;k=3", "?w=1&h=2&k=3"), ("a&apos;b", "a'b"),
            ("&#8217;.jpg", "’.jpg"),
        ])
    func decoded(url: String, expected: String) {
        #expect(URLEntities.decoded(url) == expected)
    }

    @Test(
        "what is none stays",
        arguments: [
            "", "https://h/a.jpg?w=1&h=2", "?a&amplitude=1;b", "?copy=1&copy;=2", "?a=1&#b", "&#;", "&#x;", "&#0;",
            "&#xD800;", "&#99999999;", "&;", "&amp", "&#10;", "&#1_0;", "&#+38;",
        ])
    func others(url: String) {
        #expect(URLEntities.decoded(url) == nil)
    }
}
