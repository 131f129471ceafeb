import TestSupport
import Testing

@testable import Proofsheet

private let address = "https://news.example.org"
private let other = "https://code.example.org/o/r"

@Suite("The address of a site")
struct SiteAddressTests {
    private func look(at files: [String: String]) throws -> (generator: SiteSurvey.Generator, address: SiteAddress) {
        let directory = try TemporaryDirectory()
        for (name, text) in files { try directory.write(text, to: name) }
        let site = SurveyedDirectory(directory: directory.root)
        let generator = SiteSurvey.Generator(of: site)
        return (generator, SiteAddress(of: generator, in: site))
    }

    @Test(
        "is that of its generator's configuration, whatever else stands there",
        arguments: [
            (
                SiteSurvey.Generator.jekyll, ["_config.yml": "author:\n  url: \(other)\nurl: \"\(address)/\" # here\n"],
                ""
            ),
            (.jekyll, ["_config.yml": "url: \(address)\nbaseurl: /blog\n"], "/blog"),
            (.jekyll, ["_config.yml": "{url: '\(address)', baseurl: ''}"], ""),
            (.hexo, ["_config.yml": "url: \(address)\nroot: /\n", "scaffolds/post.md": ""], ""),
            (
                .hexo,
                [
                    "_config.yml": "url: \(address)/blog\nroot: /blog/\n",
                    "package.json": #"{"dependencies": {"hexo": "1"}}"#,
                ], "/blog"
            ),
            (.hugo, ["hugo.toml": "[params]\nbaseURL = '\(other)'\n", "config.toml": "baseurl = \"\(address)/\""], ""),
            (.hugo, ["config.yaml": "theme: a\nbaseURL: \(address)/sub/\n"], "/sub"),
            (.hugo, ["config/_default/hugo.toml": "baseURL = \"\(address)/\"\n"], ""),
            (
                .hugo,
                [
                    "config/_default/config.json": "{\"baseURL\": \"\(address)\"}",
                    "config/production/hugo.toml": "baseURL = '\(other)'",
                ], ""
            ),
            (
                .astro,
                [
                    "astro.config.mjs":
                        "export default defineConfig({editLink: {site: '\(other)'}, site: '\(address)', base: 'docs'})"
                ], "/docs"
            ),
            (
                .gatsby,
                ["gatsby-config.js": "module.exports = {siteMetadata: {siteUrl: `\(address)/`}, pathPrefix: '/a'}"],
                "/a"
            ),
            (
                .docusaurus,
                [
                    "docusaurus.config.ts":
                        "const config: Config = {url: '\(address)', baseUrl: '/'};\nexport default config;"
                ], ""
            ),
            (
                .eleventy,
                [
                    "eleventy.config.js": "export const config = {pathPrefix: '/p/'}",
                    "_data/site.json": "{\"url\": \"\(address)\"}",
                ], "/p"
            ),
            (
                .eleventy,
                [
                    ".eleventy.js": "module.exports = c => ({dir: {}})",
                    "src/_data/metadata.js": "module.exports = {url: '\(address)/', author: {url: '\(other)'}}",
                ], ""
            ),
            (
                .next,
                [
                    "next.config.js": "module.exports = {basePath: '/b'}",
                    "package.json": "{\"homepage\": \"\(address)\"}",
                ], "/b"
            ),
            (
                .next,
                [
                    "package.json": "{\"dependencies\": {\"next\": \"1\"}}",
                    "next-sitemap.config.js": "module.exports = {siteUrl: '\(address)'}",
                ], ""
            ),
        ])
    func declared(generator: SiteSurvey.Generator, files: [String: String], path: String) throws {
        let found = try look(at: files)
        #expect(found.generator == generator)
        #expect(found.address.url == address + path)
        #expect(found.address.placeholder == nil)
    }

    @Test(
        "is not set where the configuration gives none for sure",
        arguments: [
            ["_config.yml": "title: a\nrepos:\n  - name: b\n    url: \(other)\n"], ["_config.yml": "url: \"\"\n"],
            ["_config.yml": "url: [\n"],
            ["_config.yml": "url: news.example.org\n"], ["_config.yml": "a: 1\n---\nurl: \(address)\n"],
            ["astro.config.mjs": "export default {site: process.env.SITE, editLink: {baseUrl: '\(other)'}}"],
            ["hugo.toml": "[menu]\nurl = '\(other)'\n"], ["config.toml": "url = '\(other)'\n"],
            ["package.json": "{\"homepage\": \"\(other)\"}"],
        ])
    func absent(files: [String: String]) throws {
        let found = try look(at: files)
        #expect(found.address.url == nil && found.address.placeholder == nil)
    }

    @Test(
        "that a template came with is told from a real one",
        arguments: [
            "https://example.com", "http://example.org", "https://www.example.net", "http://localhost:4000",
            "https://your-docusaurus-site.example.com", "http://127.0.0.1:8080",
        ])
    func placeholders(url: String) throws {
        let found = try look(at: ["hugo.toml": "baseURL = '\(url)/'\n"])
        #expect(found.address.url == nil && found.address.placeholder == url)
    }
}
