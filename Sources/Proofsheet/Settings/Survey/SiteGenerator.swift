extension SiteSurvey {
    /// What makes the site out of its files.
    public enum Generator: String, Sendable, Hashable, CaseIterable {
        /// Astro, by its configuration.
        case astro = "Astro"
        /// Gatsby, by its configuration.
        case gatsby = "Gatsby"
        /// Docusaurus, by its configuration.
        case docusaurus = "Docusaurus"
        /// Eleventy, by its configuration or `package.json`.
        case eleventy = "Eleventy"
        /// Next.js, by its configuration or `package.json`.
        case next = "Next.js"
        /// Hexo, by `_config.yml` beside its scaffolds or `package.json`.
        case hexo = "Hexo"
        /// Jekyll, by any other `_config.yml`.
        case jekyll = "Jekyll"
        /// Hugo, by its configuration or its archetypes.
        case hugo = "Hugo"
        /// None of these.
        case plain
    }
}

extension SiteSurvey.Generator {
    /// The generator whose files are there.
    init(of files: SurveyedDirectory) {
        self = Self.allCases.first { $0.makes(files) } ?? .plain
    }

    /// Its own configuration files; the first that is there counts.
    var configurationFiles: [String] {
        switch self {
        case .astro: SurveyedDirectory.names("astro.config", ["mjs", "js", "ts", "cjs", "mts", "cts"])
        case .gatsby: SurveyedDirectory.names("gatsby-config", SurveyedDirectory.scriptExtensions)
        case .docusaurus: SurveyedDirectory.names("docusaurus.config", SurveyedDirectory.scriptExtensions)
        case .eleventy:
            [".eleventy.js"] + SurveyedDirectory.names("eleventy.config", SurveyedDirectory.scriptExtensions)
        case .next: SurveyedDirectory.names("next.config", SurveyedDirectory.scriptExtensions)
        case .hexo, .jekyll: ["_config.yml", "_config.yaml", "_config.toml"]
        case .hugo:
            SurveyedDirectory.names("hugo", SurveyedDirectory.dataExtensions)
                + SurveyedDirectory.names("config", SurveyedDirectory.dataExtensions)
                + ["_default", "production"].flatMap { directory in
                    ["hugo", "config"].flatMap {
                        SurveyedDirectory.names("config/\(directory)/\($0)", SurveyedDirectory.dataExtensions)
                    }
                }
        case .plain: []
        }
    }

    private func makes(_ files: SurveyedDirectory) -> Bool {
        let isConfigured = files.first(of: configurationFiles) != nil
        switch self {
        case .astro, .gatsby, .docusaurus, .jekyll: return isConfigured
        case .eleventy: return isConfigured || files.needsPackage("@11ty/eleventy")
        case .next: return isConfigured || files.needsPackage("next")
        case .hexo: return isConfigured && (files.isDirectory("scaffolds") || files.needsPackage("hexo"))
        case .hugo:
            if files.first(of: SurveyedDirectory.names("hugo", SurveyedDirectory.dataExtensions)) != nil { return true }
            if files.isDirectory("config/_default") || files.isDirectory("archetypes") { return true }
            // Others have a `config.toml`, too.
            guard let name = files.first(of: SurveyedDirectory.names("config", SurveyedDirectory.dataExtensions)) else {
                return false
            }
            return files.values(of: name).keys.contains { $0.lowercased() == "baseurl" }
                || files.isDirectory("content") || files.isDirectory("themes")
        case .plain: return true
        }
    }

    /// Where its sites keep the files that are served at their root.
    var rootDirectories: [String] {
        switch self {
        case .jekyll, .plain: ["."]
        case .hugo: ["static", "assets"]
        case .eleventy: ["public", "src", "static"]
        case .astro, .next: ["public"]
        case .gatsby, .docusaurus: ["static"]
        case .hexo: ["source"]
        }
    }

    /// Directories with templates, themes of other people and the built site, which are no records of the site.
    ///
    /// Those that are left out anyway, such as `_site`, `public` and hidden ones, are not among them.
    var otherDirectories: [String] {
        switch self {
        case .jekyll: ["_layouts", "_includes"]
        case .hugo: ["archetypes", "layouts", "themes", "resources"]
        case .hexo: ["scaffolds", "themes"]
        case .eleventy: ["_includes", "_layouts", "src/_includes", "src/_layouts", "dist"]
        case .astro: ["dist", "src/layouts"]
        case .next: ["out"]
        case .docusaurus: ["build"]
        case .gatsby, .plain: []
        }
    }

    /// How people say what it is a site of.
    var siteName: String { self == .plain ? "A site" : "A site of \(rawValue)" }
}
