import Testing

@testable import Records

@Suite("Shortcodes and tags of template languages")
struct ShortcodeTests {
    @Test(
        "of Hugo name images",
        arguments: [
            ("{{< figure src=\"a.png\" width=\"600\" height=400 >}}", ["body:figure[0] a.png 600x400"]),
            ("{{% figure src='a.png' alt=\"x >\" %}}", ["body:figure[0] a.png -x-"]),
            ("{{<figure src=`a.png`/>}}", ["body:figure[0] a.png -x-"]),
            ("{{< figure\n  src=\"a.png\"\n\n  width=\"6\"\n>}}\ntext", ["body:figure[0] a.png 6x-"]),
            ("text {{< img \"a.png\" >}} text", ["body:img[0] a.png -x-"]),
            ("{{< image src=\"a.png\" alt=\"![b](c.png) \\\" d\" >}}", ["body:image[0] a.png -x-"]),
            (
                "- {{< figure src=\"a.png\" >}}\n\n<div>\n{{< figure src=\"b.png\" >}}\n</div>",
                ["body:figure[0] a.png -x-", "body:figure[1] b.png -x-"]
            ),
            ("| {{< img src=\"a.png\" >}} |\n|-|", ["body:img[0] a.png -x-"]),
        ])
    func hugo(body: String, images: [String]) throws {
        #expect(try bodyImages(body) == images)
    }

    @Test(
        "of Liquid and its kin name images",
        arguments: [
            ("{% include figure image_path=\"/a.png\" alt=\"x\" %}", ["body:figure[0] /a.png -x-"]),
            ("{% include media/image.html\n   url=\"/a.png\"\n   width=\"6\" %}", ["body:image[0] /a.png 6x-"]),
            ("{% picture thumb a.png --alt \"x\" %}", ["body:picture[0] a.png -x-"]),
            ("{%- image \"./a.png\", \"an image\", \"100vw\" -%}", ["body:image[0] ./a.png -x-"]),
            ("{% responsive_image path: a.png alt: \"x\" %}", ["body:responsive_image[0] a.png -x-"]),
            ("{% img left /a.png 600 400 'title' %}", ["body:img[0] /a.png 600x400"]),
            ("{% img /a.png %}", ["body:img[0] /a.png -x-"]),
            ("{% figure src: \"a.png\", width: 6 %}", ["body:figure[0] a.png 6x-"]),
            ("{% img https://example.com/a?b=c %}", ["body:img[0] https://example.com/a?b=c -x-"]),
        ])
    func liquid(body: String, images: [String]) throws {
        #expect(try bodyImages(body) == images)
    }

    @Test(
        "name none in code, comments and raw text, and where no image is meant",
        arguments: [
            "`{{< figure src=\"a.png\" >}}`", "```\n{{< figure src=\"a.png\" >}}\n```", "    {% image \"a.png\" %}",
            "{{</* figure src=\"a.png\" */>}}", "{{%/* figure src=\"a.png\" */%}}",
            "<!-- {{< img src=\"a.png\" >}} -->",
            "{% raw %}{% image \"a.png\" %}{% endraw %}", "{% raw %}\n\n{% image \"a.png\" %}\n\n{% endraw %}",
            "{% highlight html %}\n\n![a](a.png)\n{% image \"a.png\" %}\n\n{% endhighlight %}",
            "text {% comment %} ![a](a.png) {% endcomment %}", "{{< highlight go >}}\n![a](a.png)\n{{< /highlight >}}",
            "{{< ref \"a.png\" >}}", "{{< img src=\"logo\" >}}", "{% include figure %}", "{{< /figure >}}",
            "{{< figure src=\"\" >}}", "{{< figure src=\"a.png\"", "{% link a.png %}", "{{ figure src=\"a.png\" }}",
        ])
    func none(body: String) throws {
        #expect(try bodyURLs(body) == [])
    }

    @Test("in a destination stand for what they print")
    func destinations() throws {
        let body =
            "![a]({{ site.baseurl }}/a.png) ![b]({{ \"/b (1).png\" | relative_url }} \"t\") ![c]({% link c.png %})"
        #expect(
            try bodyURLs(body)
                == ["{{ site.baseurl }}/a.png", "{{ \"/b (1).png\" | relative_url }}", "{% link c.png %}"])
    }

    @Test("of raw text end where it does, and images of Markdown in it are shown")
    func raw() throws {
        let body = "{% raw %}{% image \"no.png\" %} ![a](a.png) {% endraw %}{% image \"b.png\" %}"
        #expect(try bodyURLs(body) == ["a.png", "b.png"])
    }

    @Test("of the configuration come first, and take any value")
    func configured() throws {
        let shortcodes = [
            Shortcode(name: "photo-right", source: .named("id")),
            Shortcode(name: "figure", source: .position(1), width: .position(2), height: .position(3)),
        ]
        let body = "{{< photo-right id=\"logo\" >}} {{< figure big a.png 600 400 >}} {{< figure src=\"b.png\" >}}"
        #expect(
            try bodyImages(body, shortcodes: shortcodes)
                == ["body:photo-right[0] logo -x-", "body:figure[0] a.png 600x400"])
    }

    @Test(
        "get a width and a height as their other arguments are written",
        arguments: [
            (
                "{{< figure src=\"a.png\" alt=\"x\" >}}",
                "{{< figure src=\"a.png\" width=\"640\" height=\"480\" alt=\"x\" >}}"
            ),
            ("{{< figure alt='' src='a.png'>}}", "{{< figure alt='' src='a.png' width='640' height='480'>}}"),
            (
                "{{< figure src=\"a.png\" width=1 height=\"2\" >}}",
                "{{< figure src=\"a.png\" width=640 height=\"480\" >}}"
            ),
            ("{% figure src: \"a.png\", width: 6 %}", "{% figure src: \"a.png\", width: 640, height: \"480\" %}"),
            (
                "{{< figure\n  src=\"a.png\"\n  alt=\"x\"\n>}}",
                "{{< figure\n  src=\"a.png\"\n  width=\"640\"\n  height=\"480\"\n  alt=\"x\"\n>}}"
            ),
            ("{% img left /a.png 600 400 'title' %}", "{% img left /a.png 640 480 'title' %}"),
            (
                "{% include figure.html\n   src=\"a.png\" %}",
                "{% include figure.html\n   src=\"a.png\"\n   width=\"640\"\n   height=\"480\" %}"
            ),
        ])
    func edits(body: String, result: String) throws {
        #expect(try resized(body) == result)
    }

    @Test("without names for arguments get no size")
    func positions() throws {
        #expect(throws: EditRefusal.self) { try resized("{{< figure \"a.png\" >}}") }
        #expect(try bodyRecord("{{< figure \"a.png\" >}}").entries.map(\.takesSize) == [false])
    }
}
