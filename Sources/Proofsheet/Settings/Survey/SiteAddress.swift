import Addresses

/// The address of a site, as its own configuration has it.
struct SiteAddress {
    /// With the path below which the site lies, and without a slash at its end; nil where none is given for sure.
    var url: String?
    /// The address that the template of a generator came with, and that is nobody's.
    var placeholder: String?

    init(of generator: SiteSurvey.Generator, in files: SurveyedDirectory) {
        guard let found = Self.declared(of: generator, in: files), let address = Self.joined(found.url, found.path)
        else {
            return
        }
        if Self.isPlaceholder(address) { placeholder = address } else { url = address }
    }

    private typealias Declared = (url: String, path: String?)

    private static func declared(of generator: SiteSurvey.Generator, in files: SurveyedDirectory) -> Declared? {
        let name = files.first(of: generator.configurationFiles)
        let values = name.map(files.values(of:)) ?? [:]
        func declared(_ key: String, _ pathKey: String? = nil) -> Declared? {
            values[key].map { ($0, pathKey.flatMap { values[$0] }) }
        }
        switch generator {
        case .jekyll: return declared("url", "baseurl")
        case .hexo: return declared("url", "root")
        case .astro: return declared("site", "base")
        case .gatsby: return declared("siteMetadata.siteUrl", "pathPrefix")
        case .docusaurus: return declared("url", "baseUrl")
        case .hugo: return baseURL(ofHugo: files).map { ($0, nil) }
        case .eleventy: return ofEleventy(files, name)
        case .next: return ofNext(files, basePath: values["basePath"])
        case .plain: return nil
        }
    }

    /// The keys of Hugo may be written in any case.
    private static func baseURL(ofHugo files: SurveyedDirectory) -> String? {
        for name in SiteSurvey.Generator.hugo.configurationFiles {
            if let found = files.values(of: name).first(where: { $0.key.lowercased() == "baseurl" }) {
                return found.value
            }
        }
        return nil
    }

    /// Eleventy knows no address; sites keep it in their global data, by habit of its starters.
    private static func ofEleventy(_ files: SurveyedDirectory, _ configuration: String?) -> Declared? {
        let script = configuration.flatMap(files.text(of:))
        let path = script.flatMap {
            ScriptObject($0).values["pathPrefix"] ?? ScriptObject($0, constant: "config").values["pathPrefix"]
        }
        let bases = ["_data", "src/_data", "content/_data"].flatMap { directory in
            ["site", "metadata", "meta"].map { "\(directory)/\($0)" }
        }
        for name in bases.flatMap({ SurveyedDirectory.names($0, ["json", "js", "cjs", "mjs", "yaml", "yml", "toml"]) })
        {
            let values = files.values(of: name)
            for key in ["url", "siteUrl", "siteURL", "baseUrl", "baseURL"] {
                if let url = values[key] { return (url, path) }
            }
        }
        return nil
    }

    private static func ofNext(_ files: SurveyedDirectory, basePath: String?) -> Declared? {
        let name = files.first(of: SurveyedDirectory.names("next-sitemap.config", SurveyedDirectory.scriptExtensions))
        if let url = name.flatMap({ files.values(of: $0)["siteUrl"] }) { return (url, basePath) }
        return files.values(of: "package.json")["homepage"].map { ($0, basePath) }
    }

    /// The address with its path; nil where it is no absolute URL of the web.
    private static func joined(_ url: String, _ path: String?) -> String? {
        let url = url.trimming(ofSlashes: false)
        guard url.hasPrefix("http://") || url.hasPrefix("https://"), URLText.host(of: url) != nil else { return nil }
        let inner = (path ?? "").trimming(ofSlashes: true)
        // Hexo wants the path in both.
        if inner.isEmpty || url.hasSuffix("/" + inner) { return url }
        return url + "/" + inner
    }

    /// Whether the address is one for documentation (RFC 2606), of the machine itself, or asks to be replaced.
    private static func isPlaceholder(_ address: String) -> Bool {
        guard let host = URLText.host(of: address)?.lowercased() else { return false }
        let name = host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
        return ["example.com", "example.org", "example.net", "localhost", "127.0.0.1", "[::1]", "0.0.0.0"].contains(
            name)
            || name.hasPrefix("your") || name.hasSuffix(".localhost")
    }
}

extension String {
    /// Without white space around it and slashes at its end, or at both ends.
    fileprivate func trimming(ofSlashes atBoth: Bool) -> String {
        var rest = Substring(self).drop(while: \.isWhitespace)
        while let last = rest.last, last.isWhitespace || last == "/" { rest.removeLast() }
        return String(atBoth ? rest.drop { $0 == "/" } : rest)
    }
}
