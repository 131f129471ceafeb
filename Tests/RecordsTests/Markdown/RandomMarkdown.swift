import TestSupport

/// A body of random pieces that are tricky to read together.
struct RandomMarkdown {
    private(set) var text = ""

    /// A `%` in a piece stands for a number that no other image has, `§` for one of three.
    private static let pieces = [
        "![a](b%)", "![a%", "[x", "](u%)", "](<v w%>)", "]", "[r§]", "![r§]", "![r][r§]", "![][r§]", "![R§][]",
        "[r§]: /ref§\n\n", "\n[r§]: <ref§> \"t\"\n\n", "> [r§]: /quoted§\n\n", "`", "``", "```\n", "~~~\n", "\n```\n",
        "\n    code ", "<img src=\"h%\">", "<img src=q%>", "<img src='s%' alt='>'>", "<div>\n", "\n<div>\n", "</div>\n",
        "<!-- ![z](y%) -->", "\n<!-- ![z](y%)\n\n ![z](y%) -->\n", "<span>", "<a\nhref=\"z\"\n>",
        "<i title=\"![a](b)\">",
        "> ", "&amp;", "&quot;", "![e](a&amp;b%)", "![e](a\\_b%)", "\\", "*", "_", "\"", "'", ")", " \"t\")", "\n",
        "\n\n",
        "\n\n", "\n", "\n> ", "\n>", "\n- ", "\n1. ", "\n2) ", "\n  ", "\n    ", "\n\t", "  ", "\t", " ", "text",
        "\n# ",
        "\n---\n", "\n===\n", "| ", "\n|---|---|\n", "\n\n| ![t](t%) | b \\| ![t](tt%) |\n|---|---|\n", "|![c](d%)\\|",
        "\n| a | b |\n", "\n:--|--\n", "<https://x.y/![a](b)>", "<x@y.z>", "<!X y>", "<![CDATA[ ![a](b) ]]>",
        "<pre>", "</pre>", "\n<pre>\n", "[![in](k%)](l%)", "![out ![in](m%) x](n%)", "[a [b](c) ![d](o%)](e)", "{", "}",
        "é",
        "![é](ü%)", "![a](b c%)", "![a](b% \"x\" y)", "![a](b% 'q')", "![a]( b% )", "![a](\nb%\n\"t\"\n)", "![a]()",
        "![a](((p%)))", "![a](p\\)%)", "!\\[a](b)", "\\![a](b%)", "<br />", "***", "+ ", "\n+\n", "\n-\n\n  ", "10. ",
        "\r\n",
        "<video poster=\"po%\"></video>", "![a `](c%) ` b](d%)", "![![![x](y%)](z%)](w%)",
    ]

    /// What others than CommonMark say, or what no two programs read alike.
    private static let hostile = [
        "{{< figure src=\"f%\" >}}", "{{<", ">}}", "{% image \"g%.png\" %}", "{%", "%}", "{{ x }}", "{{", "}}",
        "{: width=\"%\"}",
        "{width=%}", "{:", "<Image src={'j%.png'} />", "<Image src=\"", "={", "/>", "{/*", "*/}", "import x",
        "{% raw %}",
        "{% endraw %}", "{% highlight %}\n", "{% endhighlight %}", "<!--", "-->", "<?", "<![CDATA[", "<a href=\"",
        "\">", "<",
        "<img srcset=\"o% 1x, p% 2x\">", "[^1]: ", "<script>", "</script>", "<svg>", "</svg>", "\u{1}", "\r", "😀",
        "&#0;",
        "{% include figure.html src='t%.png' %}", "(", "\u{FEFF}", "---\n", "+++\n", "&#x1F600", "`{{<`",
    ]

    init(seed: Int, isHostile: Bool = false) {
        // Numbers of seeds that follow one another are the same, but for the first ones.
        var random = SeededGenerator(seed: seed &* 1_009)
        let pieces = isHostile ? Self.pieces + Self.hostile : Self.pieces
        var number = 0
        for _ in 0..<Int.random(in: 1...30, using: &random) {
            let reference = String(Int.random(in: 1...3, using: &random))
            for character in pieces[Int.random(in: 0..<pieces.count, using: &random)] {
                switch character {
                case "%":
                    number += 1
                    text += String(number)
                case "§": text += reference
                default: text.append(character)
                }
            }
        }
    }
}
