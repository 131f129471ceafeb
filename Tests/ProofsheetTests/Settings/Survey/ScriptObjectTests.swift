import Testing

@testable import Proofsheet

@Suite("Configurations in JavaScript")
struct ScriptObjectTests {
    @Test(
        "give the object that they export",
        arguments: [
            "export default {site: 'x'}", "export default { 'site': \"x\" };",
            "module.exports = {a: [1, {site: 'y'}], site: `x`}",
            "export default defineConfig({\n  integrations: [sitemap({ site: 'y' })],\n  site: 'x', // 'z'\n})",
            "// export default {site: 'y'}\n/* module.exports = {site: 'y'} */\nexport default {site: 'x',}",
            "const config: Config = {\n  site: 'x',\n} satisfies Config;\nexport default config;",
            "const SITE = 'x'\nexport default {site: SITE}", "const site = 'x'; export default { site, other }",
            "module.exports = function (c) {\n  c.add({ site: 'y' });\n  c.on(() => { return { site: 'y' } });\n  return { site: 'x' };\n};",
            "export default async function(c) { if (a) { b } return { site: 'x' } }",
            "module.exports = (a) => ({ site: 'x' })",
            "module.exports = c => { return { site: 'x' } }", "export default (async () => ({ site: 'x' }))",
            "export default { re: /[/'\"]\\/{/g, half: 1 / 2, t: `a${b({c: `'`})}`, f() { return {site: 'y'} }, site: 'x' }",
            "export default { n: { site: 'y' }, site: 'x', n2: { site: 'y' } }",
            "let unused = { site: 'y' };\nmodule.exports = { site: 'x' };",
        ])
    func exports(script: String) {
        #expect(ScriptObject(script).values["site"] == "x")
    }

    @Test(
        "give no text that is not written out",
        arguments: [
            "export default {site: process.env.SITE}", "export default {site: process.env.SITE || 'x'}",
            "export default {site: 'x' + y}", "export default {site: dev ? 'x' : 'y'}",
            "export default {site: `x${y}`}",
            "export default {n: {site: 'x'}}", "export const site = 'x'", "export default [{site: 'x'}]", "",
            "export default",
            "module.exports = {", "export default {site", "export default {site:", "export default f(",
            "const a = a; export default a",
            "const s = 'x' + y; export default {site: s}", "export default { ...{site: 'x'} }",
            "module.exports = require('./site')",
        ])
    func notWrittenOut(script: String) {
        #expect(ScriptObject(script).values["site"] == nil)
    }

    @Test("give nested texts by dots, and words that are true or false")
    func nested() {
        let values = ScriptObject("module.exports = {siteMetadata: {siteUrl: 'x', a: {b: 'y'}}, on: true}").values
        #expect(values == ["siteMetadata.siteUrl": "x", "siteMetadata.a.b": "y", "on": "true"])
        let script = "export default function () {}\nexport const config = { pathPrefix: '/a/' }"
        #expect(ScriptObject(script, constant: "config").values == ["pathPrefix": "/a/"])
    }

    @Test("are read to their end, whatever they hold")
    func damaged() {
        let script = Array(
            "export default d({a: ['x', `b${c}`], /*d*/ e: /f/g, site: \"\\\"\", g() { return 1 / 2 }}) // h")
        for index in script.indices {
            _ = ScriptObject(String(script[..<index])).values
            _ = ScriptObject(String(script[index...])).values
        }
    }
}
