extension SiteSurvey.Generator {
    /// The flavour of Markdown that takes attributes behind an image, by the generator's settings.
    func markdownFlavour(in files: SurveyedDirectory) -> String? {
        switch self {
        case .jekyll:
            let values = files.first(of: configurationFiles).map(files.values(of:)) ?? [:]
            return values["markdown", default: "kramdown"].lowercased() == "kramdown" ? "kramdown" : nil
        case .hugo:
            // Its parser of attributes of blocks is off unless a site turns it on.
            let names =
                configurationFiles + SurveyedDirectory.names("config/_default/markup", SurveyedDirectory.dataExtensions)
            let isOn = names.contains { name in
                let values = files.values(of: name)
                return ["markup.", ""].contains { values[$0 + "goldmark.parser.attribute.block"] == "true" }
            }
            return isOn ? "goldmark" : nil
        case .astro, .gatsby, .docusaurus, .eleventy, .next, .hexo, .plain: return nil
        }
    }

    /// What keeps the generator from publishing the cache; nil where it does not in any case.
    func cacheAdvice(_ cache: String, in files: SurveyedDirectory) -> String? {
        switch self {
        case .jekyll:
            // It leaves hidden directories alone.
            if cache.hasPrefix(".") { return nil }
            return "Jekyll publishes every directory: add '\(cache)/' to 'exclude' in _config.yml, behind what is there"
        case .eleventy:
            // It reads hidden directories too, but publishes images only where they are among the formats of templates.
            if cache.hasPrefix("."), !publishesImages(in: files) { return nil }
            let ignored = (files.text(of: ".eleventyignore") ?? "") + "\n" + (files.text(of: ".gitignore") ?? "")
            let lines = ignored.split(separator: "\n").map { $0.drop { $0 == "/" } }
            if lines.contains(where: { $0 == cache || $0 == cache + "/" }) { return nil }
            return "Eleventy reads every directory: add the line '\(cache)/' to .eleventyignore"
        // They publish only what is in directories of theirs.
        case .astro, .gatsby, .docusaurus, .next, .hexo, .hugo, .plain: return nil
        }
    }

    /// Whether the configuration of Eleventy names images among the formats that it looks for everywhere.
    private func publishesImages(in files: SurveyedDirectory) -> Bool {
        guard let text = files.first(of: configurationFiles).flatMap(files.text), text.contains("emplateFormats") else {
            return false
        }
        return ["jpg", "jpeg", "png", "gif", "webp", "avif", "svg"].contains { format in
            ["\"", "'", "`", ","].contains { text.contains($0 + format) }
        }
    }
}
