import Foundation
import TestSupport
import Testing

/// A new site as a generator makes it, or a small one like it.
private struct FreshSite: Sendable, CustomTestStringConvertible {
    var generator: String
    /// Files by name; of a site that a generator makes, what is put in beside them.
    var files: [String: String]
    /// What `init` is to say of its address; nil where it is to say nothing.
    var placeholder: String?
    /// Images that the audit has to find.
    var entries = 0

    var testDescription: String { generator }

    static let archetype =
        "---\ntitle: \"{{ replace .Name \"-\" \" \" | title }}\"\ndate: {{ .Date }}\ndraft: true\n---\n"
    static let post = "---\ntitle: New\nimage: /images/a.svg\n---\n\n![](/images/a.svg)\n"
    static let picture = #"<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"/>"#

    /// Sites like those that are made anew, with what is said to be hard to read in them.
    static let alike: [FreshSite] = [
        FreshSite(
            generator: "Jekyll",
            files: [
                "_config.yml": "title: Mine\nbaseurl: \"\" # a path\nurl: \"\" # a host\nplugins:\n  - jekyll-feed\n",
                "_posts/2024-01-01-new.markdown": post, "index.markdown": "---\nlayout: home\n---\n",
                "images/a.svg": picture,
                "404.html": "---\npermalink: /404.html\n---\n<style>a { b: c }</style>\n<p>None</p>\n",
                "search.json": "---\n---\n[{% for p in site.posts %}{}{% endfor %}]\n",
                "map.yml": "---\na: b\n---\n{% for x in y %}\n- {{ x }}\n",
            ], entries: 1),
        FreshSite(
            generator: "Hugo",
            files: [
                "hugo.toml": "baseURL = 'https://example.org/'\nlanguageCode = 'en-us'\n",
                "archetypes/default.md": archetype,
                "layouts/index.json": "{{- dict \"image\" .Params.image | jsonify -}}\n", "content/posts/a.md": post,
                "static/images/a.svg": picture,
            ], placeholder: "example.org", entries: 1),
        FreshSite(
            generator: "Eleventy",
            files: [
                "eleventy.config.js": "export default function (c) { c.addPassthroughCopy('images') }\n",
                "_data/metadata.json": "{\"url\": \"https://example.com/\"}",
                "content/a.md": "---json\n{\"title\": \"A\"}\n---\n",
                "content/b.md": "---js\n{ title: `b` }\n---\n", "package.json": "{\"type\": \"module\"}",
                "_includes/a.njk": "{{ a }}",
            ], placeholder: "example.com"),
        FreshSite(
            generator: "Astro",
            files: [
                "astro.config.mjs":
                    "import { defineConfig } from 'astro/config';\nexport default defineConfig({ site: 'https://example.com' });\n",
                "tsconfig.json":
                    "{\n  // strict\n  \"extends\": \"astro/tsconfigs/strict\",\n  \"include\": [\"**/*\",],\n}\n",
                ".vscode/settings.json": "{ /* none */ }",
                "src/content/blog/a.mdx": "---\ntitle: A\n---\nimport A from './a.astro'\n\n<A />\n",
                "package.json": "{\"name\": \"a\"}", "public/favicon.svg": picture,
            ], placeholder: "example.com"),
        FreshSite(
            generator: "Hexo",
            files: [
                "_config.yml": "title: Hexo\nurl: http://example.com\nroot: /\n",
                "scaffolds/post.md": "---\ntitle: {{ title }}\ndate: {{ date }}\ntags:\n---\n",
                "source/_posts/a.md": ";;;\n\"title\": \"A\"\n;;;\ntext\n",
                "package.json": "{\"dependencies\": {\"hexo\": \"^7.0.0\"}}",
            ], placeholder: "example.com"),
    ]
}

@Suite("New sites")
struct FreshSiteTests {
    private static let jekyll = Tool.path("jekyll")
    private static let hugo = Tool.path("hugo")

    @Test("like those of generators have no error, and no image that is not there", arguments: FreshSite.alike)
    private func alike(site: FreshSite) async throws {
        let directory = try TemporaryDirectory()
        try await check(site, in: directory)
    }

    @Test("of Jekyll have no error", .needs("jekyll", at: jekyll))
    func newJekyllSite() async throws {
        let directory = try TemporaryDirectory()
        let new = try await Program.run(
            ["new", ".", "--force", "--skip-bundle"], in: directory, program: Self.jekyll ?? "")
        try #require(new.status == 0, "\(new.error)")
        try await check(FreshSite(generator: "Jekyll", files: [:]), in: directory)
    }

    @Test("of Hugo have no error", .needs("hugo", at: hugo))
    func newHugoSite() async throws {
        let directory = try TemporaryDirectory()
        let new = try await Program.run(["new", "site", "site"], in: directory, program: Self.hugo ?? "")
        try #require(new.status == 0, "\(new.error)")
        try await check(
            FreshSite(generator: "Hugo", files: [:], placeholder: "example.org"), in: directory, below: "site")
    }

    /// Audits the site as it is, has `init` look at it, and audits and warms it by what that wrote.
    private func check(_ site: FreshSite, in directory: TemporaryDirectory, below name: String = "") async throws {
        let prefix = name.isEmpty ? "" : name + "/"
        for (file, text) in site.files { try directory.write(text, to: prefix + file) }
        func run(_ arguments: String...) async throws -> ProgramRun {
            try await Program.run(arguments, in: directory, below: name)
        }
        let before = try await run("audit", "--format", "json")
        #expect(before.status == 0 && before.summary("errors") == 0, "\(before.output)\(before.error)")
        let entries = try #require(before.summary("entries"))
        #expect(entries >= site.entries, "\(before.output)")

        let initial = try await run("init")
        try #require(initial.status == 0, "\(initial.error)")
        let written = try directory.text(of: prefix + ".proofsheet.yml")
        #expect(written.contains("# A site of \(site.generator) with "))
        #expect(written.contains("\n# site-url: ") && !initial.output.contains("Optional"))
        if let placeholder = site.placeholder { #expect(initial.output.contains("://\(placeholder): set site-url")) }

        for arguments in [["audit"], ["warm", "--offline"]] {
            let run = try await Program.run(arguments, in: directory, below: name)
            // Without a record that is left there is nothing to look at, and that is said.
            let hasNothing = run.status == 2 && run.error.contains("no record")
            #expect(run.status == 0 || hasNothing, "\(arguments) \(run.output)\(run.error)")
        }
    }
}
