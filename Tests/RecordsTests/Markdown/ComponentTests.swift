import Testing

@testable import Records

@Suite("Components")
struct ComponentTests {
    @Test(
        "and elements of JSX name images",
        arguments: [
            ("<Image src=\"/a.png\" width={600} height={400} />", ["body:Image[0] /a.png 600x400"]),
            ("<Image\n  alt=\"x > y\"\n\n  src={'/a.png'}\n/>", ["body:Image[0] /a.png -x-"]),
            ("text <img src={require('./a.png').default} width=\"6\" /> text", ["body:img[0] ./a.png 6x-"]),
            ("<img src={useBaseUrl(\"/a.png\")} />", ["body:img[0] /a.png -x-"]),
            ("<img src={`/a.png`} height={ 4 } />", ["body:img[0] /a.png -x4"]),
            ("<Tabs>\n<Tab x={{a: '}'}} {...p}>\n\n![a](a.png)\n\n</Tab>\n</Tabs>", ["body:img[0] a.png -x-"]),
            ("<div>![a](a.png)</div>", ["body:img[0] a.png -x-"]),
            ("<div>\n![a](a.png)\n</div>", ["body:img[0] a.png -x-"]),
            ("    ![a](a.png)", ["body:img[0] a.png -x-"]), ("- a\n\n      ![a](a.png)", ["body:img[0] a.png -x-"]),
            (
                "<img srcSet=\"a.png 2x\" src=\"b.png\" />",
                ["body:img[0] b.png -x-", "body:img[0].srcset[0] a.png -x-"]
            ),
            ("<video poster=\"/a.png\" />", ["body:video[0] /a.png -x-"]),
            ("it's {x} <Image img={require(\"./a.png\")} />", ["body:Image[0] ./a.png -x-"]),
        ])
    func images(body: String, images: [String]) throws {
        #expect(try bodyImages(body, "post.mdx") == images)
    }

    @Test(
        "name none in comments, imports and code, and where a script decides",
        arguments: [
            "{/* ![a](a.png) */}", "{/*\n\n<img src=\"a.png\" />\n\n*/}", "<!-- ![a](a.png) -->",
            "import a from './a.png'\nimport b from '![b](b.png)'", "export const a = <img src=\"a.png\" />",
            "`<Image src=\"a.png\" />`", "```jsx\n<Image src=\"a.png\" />\n```", "<Image src={hero} />",
            "<img src={`/${name}.png`} />", "<img src={require(name)} />", "<Card src=\"a.png\" />", "{'![a](a.png)'}",
            "<img src={a ? 'a.png' : 'b.png'} />", "<Image src=\"a.png\" width={6",
        ])
    func none(body: String) throws {
        #expect(try bodyURLs(body, "post.mdx") == [])
    }

    @Test("are read in plain Markdown too where HTML has none of the kind")
    func markdown() throws {
        let body =
            "<Image src=\"/a.png\" width={6} />\n\n<img src={require('./b.png').default} />\n\n<IMG SRC=\"c.png\">"
        #expect(
            try bodyImages(body) == ["body:Image[0] /a.png 6x-", "body:img[0] ./b.png -x-", "body:img[1] c.png -x-"])
    }

    @Test(
        "get a width and a height as they are written in JSX",
        arguments: [
            (
                "<Image src=\"/a.png\" width={1} alt=\"\" />",
                "<Image src=\"/a.png\" width={640} height={480} alt=\"\" />"
            ),
            ("<Image src={'/a.png'} />", "<Image src={'/a.png'} width={640} height={480} />"),
            (
                "<img src={require('./a.png').default} />",
                "<img src={require('./a.png').default} width={640} height={480} />"
            ),
            ("<img src=\"/a.png\" width=\"1\" />", "<img src=\"/a.png\" width=\"640\" height=\"480\" />"),
        ])
    func edits(body: String, result: String) throws {
        #expect(try resized(body, "post.mdx") == result)
    }

    @Test("that fill what is around them need no size")
    func filling() throws {
        let record = try bodyRecord("<Image src=\"/a.png\" fill />\n\n<Image src=\"/b.png\" />", "post.mdx")
        #expect(record.entries.map(\.takesSize) == [false, true])
    }
}
