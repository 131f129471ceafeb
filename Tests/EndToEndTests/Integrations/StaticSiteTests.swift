import DemoSite
import FileSystem
import Foundation
import TestSupport
import Testing

/// Nunjucks and a reader of YAML for Node.js, where Debian's packages or `NODE_PATH` have them.
private enum Nunjucks {
    static let path = ProcessInfo.processInfo.environment["NODE_PATH"] ?? "/usr/share/nodejs"
    static let isThere = ExternalProgram.succeeds(
        ExternalProgram.find("node"), ["-e", "require('nunjucks'); require('js-yaml')"], setting: ["NODE_PATH": path])
}

@Suite("The recipes for site generators")
struct StaticSiteTests {
    @Test("Jekyll's pages show the cached copies", .enabled(if: ExternalProgram.find("jekyll") != nil))
    func jekyll() async throws {
        try await RecipeCheck(
            name: "jekyll", output: "_site", build: "jekyll build", buildBelow: "jekyll build --baseurl /archive",
            article: "_posts/2024-04-01-odd.md", key: "images"
        ).run()
    }

    @Test("Hugo's pages show the cached copies", .enabled(if: ExternalProgram.find("hugo") != nil))
    func hugo() async throws {
        try await RecipeCheck(
            name: "hugo", output: "public", build: "hugo", buildBelow: "hugo --baseURL https://news.example/archive/",
            article: "content/posts/odd.md", key: "photos"
        ).run()
    }

    /// Eleventy itself is not to be had as a package of Debian: its engine renders the templates.
    @Test("Eleventy's templates show the cached copies, rendered by Nunjucks", .enabled(if: Nunjucks.isThere))
    func eleventy() async throws {
        let render = "NODE_PATH=\(Nunjucks.path) node '\(RepositoryFiles.path(of: "Tests/Sites/eleventy.cjs"))'"
        try await RecipeCheck(
            name: "eleventy", output: "_site", build: render, buildBelow: "\(render) /archive",
            article: "content/posts/odd.md", key: "images",
            substitutes: ["npm install": ":", "npx @11ty/eleventy": render]
        ).run()
    }

    /// Astro itself is not to be had as a package of Debian: the module that decides what is shown is run as it stands.
    @Test("Astro's module shows the cached copies", .enabled(if: ExternalProgram.find("node") != nil))
    func astro() async throws {
        let site = try await TestSite(images: RecipeCheck.images)
        try RepositoryFiles.copy("Examples/astro", to: site.directory)
        try site.sendRequests(of: "media|old-cdn")
        let page = MarkdownPage(try RepositoryFiles.text(of: "Examples/astro/README.md"))
        let lines = try #require(page.blocks.first).lines.filter { $0.hasPrefix("proofsheet") }
        let run = try await Program.runShell(
            #"PATH="$(dirname "$0"):$PATH"; "# + lines.joined(separator: " && "), in: site.directory)
        try #require(run.status == 0, "\(run.output)\(run.error)")

        try site.directory.write(
            """
            import { readFileSync } from 'node:fs';
            import { shownImage } from './src/lib/cached-image.js';
            const list = JSON.parse(readFileSync('src/data/cached.json'));
            const copy = list.images['\(RecipeCheck.stairs)'];
            const show = (...given) => console.log(JSON.stringify(shownImage(...given)));
            show({url: '\(RecipeCheck.stairs)', width: 480, height: 640}, list, '/archive/');
            console.log(JSON.stringify({src: '/archive' + copy.path, width: 30, height: 50,
                style: 'background-color: ' + copy.placeholder.color}));
            show({url: '\(RecipeCheck.gone)', width: 640, height: 480}, list);
            show({url: '\(RecipeCheck.gone)'}, undefined);
            show({url: '/images/map.svg', width: 320, height: 200}, list, '/archive');
            show({url: '//media.example/a.jpg'}, list, '/archive');
            """, to: "check.mjs")
        let shown = try await Program.run(
            ["check.mjs"], in: site.directory, program: try #require(ExternalProgram.find("node")))
        let shownLines = shown.output.split(separator: "\n").map(String.init)
        try #require(shown.status == 0 && shownLines.count == 6, "\(shown.error)")
        #expect(shownLines[0] == shownLines[1] && shownLines[0].contains("/archive/images/cached/"))
        #expect(
            shownLines[2...] == [
                #"{"src":"\#(RecipeCheck.gone)","width":640,"height":480}"#, #"{"src":"\#(RecipeCheck.gone)"}"#,
                #"{"src":"/archive/images/map.svg","width":320,"height":200}"#, #"{"src":"//media.example/a.jpg"}"#,
            ])
    }
}

/// Builds the site of one recipe before and after its images are cached, and looks at the pages.
struct RecipeCheck {
    var name: String
    /// The directory that the generator writes the pages to.
    var output: String
    var build: String
    /// Builds the site for a path below the root of its host, `/archive`.
    var buildBelow: String
    /// Where a further article goes, and below which key it has its entries.
    var article: String
    var key: String
    /// What is run in place of lines of the recipe.
    var substitutes: [String: String] = [:]

    static let harbour = "https://media.example/2024/Harbour%20at%20dawn.jpg?resize=640%2C427&quality=80"
    static let stairs = "https://media.example/phone/IMG_0042.jpg"
    static let gone = "https://old-cdn.example/lighthouse.jpg"
    /// The images that the server has, in sizes that no article declares.
    static let images = [
        "/2024/Harbour%20at%20dawn.jpg?resize=640%2C427&quality=80": jpeg(60, 40),
        "/phone/IMG_0042.jpg": jpeg(50, 30, orientation: 6),
    ]

    func run() async throws {
        let site = try await TestSite(images: Self.images)
        try RepositoryFiles.copy("Examples/\(name)", to: site.directory)
        try prepare(site)
        let page = MarkdownPage(try RepositoryFiles.text(of: "Examples/\(name)/README.md"))
        let lines = try #require(page.blocks.first).lines

        try await shell([build], site)
        try checkUncached(site)

        try await shell(lines.map { substitutes[$0] ?? $0 }, site)
        try await checkCached(site, below: "")
        let requests = site.server.requests.count
        let again = try await shell(lines.filter { $0.hasPrefix("proofsheet") }, site)
        #expect(again.contains("0 written, 2 unchanged, 0 removed") && site.server.requests.count == requests)
        #expect(again.contains("repaired: 0 values in 0 records"))
        try checkFlags(site)

        try FileManager.default.removeItem(atPath: site.directory.path(of: output))
        try await shell([buildBelow], site)
        try await checkCached(site, below: "/archive")
    }

    /// Sends the requests to the server, and adds an article with URLs that a template could get wrong.
    private func prepare(_ site: TestSite) throws {
        try site.sendRequests(of: "media|old-cdn")
        try site.directory.write(
            """
            ---
            title: "<script>title()</script>"
            date: 2024-04-01
            \(key):
              - {url: "//media.example/gone.jpg", width: 6, height: 4, alt: "other scheme"}
              - {url: "beside.jpg", alt: "beside the page"}
              - {url: 'https://media.example/"><script>url()</script>', width: 6, height: 4, alt: '"><script>alt()</script>'}
            ---

            """, to: article)
    }

    /// Runs lines of a shell, each of which must end well, with the built program first in `PATH`.
    @discardableResult
    private func shell(_ lines: [String], _ site: TestSite) async throws -> String {
        let path = #"set -e; PATH="$(dirname "$0"):$PATH""#
        let run = try await Program.runShell(([path] + lines).joined(separator: "\n"), in: site.directory)
        try #require(run.status == 0, "\(lines): \(run.output)\(run.error)")
        return run.output
    }

    private func checkFlags(_ site: TestSite) throws {
        let directory = FileSystem.parentPath(of: article)
        let texts = try site.directory.names(in: directory).map { try site.directory.text(of: directory + "/" + $0) }
        let flags = texts.flatMap { $0.matches(of: /isCached( =|:) (\w+)/).map { String($0.2) } }.sorted()
        #expect(flags == ["false", "true", "true", "true"])
    }

    private func checkUncached(_ site: TestSite) throws {
        let shown = try ShownImage.all(below: output, of: site)
        #expect(Set(shown.map(\.source)).isSuperset(of: [Self.harbour, Self.stairs, Self.gone, "/images/map.svg"]))
        for image in shown { #expect(image["style"] == nil) }
        for image in shown where image.source == Self.harbour {
            #expect(image["width"] == "640" && image["height"] == "427")
        }
    }

    private func checkCached(_ site: TestSite, below prefix: String) async throws {
        let list = try await site.run(
            "cache", "export", "out", "--manifest", "list.json", "--prefix", "/images/cached/")
        #expect(list.status == 0)
        let object = try JSONSerialization.jsonObject(with: Data(site.directory.bytes(of: "list.json")))
        let exported = try #require((object as? [String: Any])?["images"] as? [String: [String: Any]])
        let shown = try ShownImage.all(below: output, of: site)

        for (url, alternatives, size) in [
            (Self.harbour, ["Boats in the harbour, and the ferry \"Aurora\""], (60, 40)),
            (Self.stairs, ["The keeper on the stairs", "The stairs"], (30, 50)),
        ] {
            let copy = try #require(exported[url])
            let color = try #require((copy["placeholder"] as? [String: String])?["color"])
            let images = shown.filter { alternatives.contains($0["alt"] ?? "") }
            #expect(Set(images.compactMap { $0["alt"] }) == Set(alternatives))
            for image in images {
                let copyPath = try #require(copy["path"] as? String)
                #expect(image.source == prefix + copyPath)
                #expect(image["width"] == "\(size.0)" && image["height"] == "\(size.1)")
                #expect(image["style"] == "background-color: \(color)")
                #expect(Self.images.values.contains(try site.directory.bytes(of: output + copyPath)))
            }
        }
        for (source, alternative) in [
            (Self.gone, "The lighthouse in 1998"), (prefix + "/images/map.svg", "A map of the harbour"),
            ("//media.example/gone.jpg", "other scheme"), ("beside.jpg", "beside the page"),
        ] {
            let images = shown.filter { $0["alt"] == alternative }
            #expect(!images.isEmpty, "\(alternative)")
            for image in images { #expect(image.source == source && image["style"] == nil) }
        }
    }
}

/// An `img` of a page.
private struct ShownImage {
    var attributes: [String: String]

    var source: String { attributes["src"] ?? "" }
    subscript(name: String) -> String? { attributes[name] }

    /// Those of all pages below a directory; no page may have an element that an article's text made.
    static func all(below output: String, of site: TestSite) throws -> [ShownImage] {
        let pages = try FileManager.default.subpathsOfDirectory(atPath: site.directory.path(of: output))
            .filter { $0.hasSuffix(".html") }
        #expect(pages.count >= 4)
        return try pages.flatMap { page in
            let text = try site.directory.text(of: output + "/" + page)
            #expect(!text.contains("<script"))
            return text.matches(of: /<img ([^>]*)>/).map { image in
                let pairs = image.1.matches(of: /([a-z]+)="([^"]*)"/).map { (String($0.1), unescaped($0.2)) }
                return ShownImage(attributes: Dictionary(pairs) { first, _ in first })
            }
        }
    }

    private static func unescaped(_ text: Substring) -> String {
        [("&quot;", "\""), ("&#34;", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")]
            .reduce(String(text)) { $0.replacing($1.0, with: $1.1) }
    }
}
