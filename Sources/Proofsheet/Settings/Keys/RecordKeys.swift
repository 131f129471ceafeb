extension ConfigurationKey {
    /// Which records there are, and how they say things.
    static let recordKeys: [ConfigurationKey] = [
        ConfigurationKey(
            "cache", \.cacheDirectory, .path(example: StandardCache.name), affectsVerdicts: false,
            "Directory of the cache",
            option: .value(
                "dir",
                "The cache directory (default: {default} beside the configuration, else in the working directory).")),
        ConfigurationKey(
            "include", \.includes, .globs(example: ["content", "data/*.json"]), affectsVerdicts: false,
            "Globs of the records to take, and of no others",
            option: .value(
                "glob",
                "Take only records that a glob (as in .gitignore) matches, or that lie in a directory that it matches; "
                    + "one that spells a skipped name brings it back. Repeatable.")),
        ConfigurationKey(
            "exclude", addingTo: \.excludes, .globs(example: ["drafts/"]), affectsVerdicts: false,
            "Globs of records to leave out",
            option: .value("glob", "Leave out what a glob matches; wins over --include. Repeatable.")),
        ConfigurationKey(
            "force-exclude", \.excludesGiven, .boolean, affectsVerdicts: false,
            "Leave out what the excludes match even where it is given by name",
            option: .flag("Leave out what --exclude matches even where it is given by name, as by a hook.")),
        ConfigurationKey(
            "no-ignore", \.honoursIgnoreFiles, .negated, affectsVerdicts: false,
            "Take what .gitignore and .ignore leave out as well",
            option: .flag("Take what .gitignore, .git/info/exclude and .ignore leave out as well.")),
        ConfigurationKey(
            "no-incremental", \.isIncremental, .negated, affectsVerdicts: false,
            "Read every record, even one that has not changed",
            option: .flag("Read every record, even one that has not changed since an earlier run.")),
        ConfigurationKey(
            "max-record-size", \.maximumRecordSize, .byteCount(example: "64MB"), affectsVerdicts: true,
            "Largest record; of NDJSON, CSV and TSV, the largest line"),
        ConfigurationKey(
            "site-url", \.siteURL, .address(example: "https://news.example"), affectsVerdicts: true,
            "Where the site is, for relative URLs",
            option: .value("url", "The absolute URL of the site, against which relative URLs resolve.")),
        ConfigurationKey(
            "site-root", \.siteRoots, .paths(example: [".", "static"]), affectsVerdicts: true,
            "Directories served at the root of the site",
            option: .value(
                "dir",
                """
                A directory whose content the site serves at its root, for the files that relative URLs name. Repeatable \
                (default: the directory of the configuration, else the working directory, and static, public, assets and \
                src in it).
                """)),
        ConfigurationKey(
            "skip", addingTo: \.skips, .skips(example: ["^https://stats\\.example/"]), affectsVerdicts: true,
            "URLs that are neither requested nor reported, by regular expressions",
            option: .value(
                "pattern",
                """
                Neither request nor report URLs in which a regular expression is found, as the record has them or as they \
                would be asked for. Repeatable.
                """)),
        ConfigurationKey(
            "images", \.images, .choices(example: ["data"]), affectsVerdicts: true,
            "Where images are looked for: data (front matter, tables), bodies (articles, pages)",
            option: .value(
                "places",
                "Where images are looked for: data, bodies, or both with a comma (default: data,bodies).")),
        ConfigurationKey(
            "sources", \.sources, .paths(example: ["content"]), affectsVerdicts: false,
            "Directories of the records that an audited site was built of",
            option: .value(
                "dir",
                "A directory of the records that the audited site was built of: findings then say which of them names the "
                    + "image. Repeatable.")),
        ConfigurationKey("keys", \.keys, .entryKeys, affectsVerdicts: true, "Names of the keys of image entries"),
        ConfigurationKey(
            "shortcodes", \.shortcodes, .shortcodes, affectsVerdicts: true,
            "Shortcodes, tags and components that name images, and by which argument"),
        ConfigurationKey(
            "markdown-flavour", \.markdownFlavour, .choice, affectsVerdicts: true,
            "The Markdown of the site, which says how an image has its size"),
        ConfigurationKey(
            "presets", \.presets, .choices(example: ["iiif", "coco"]), affectsVerdicts: true,
            "Kinds of records whose keys are known: "
                + Configuration.RecordPreset.allCases.map(\.rawValue).joined(separator: ", ")),
        ConfigurationKey(
            "flags", \.flags, .choice, affectsVerdicts: true, "Whether entries without a flag get one"),
        ConfigurationKey(
            "false-flag", \.falseFlag, .choice, affectsVerdicts: true, "How a flag that is false is written"),
        ConfigurationKey(
            "hard-links", \.hardLinks, .choice, affectsVerdicts: false,
            "What a repair does with a record of several names",
            option: .value(
                "way",
                """
                What to do with a record that has several names (hard links): refuse, which leaves it alone; break, which \
                gives the name that is repaired a file of its own and leaves the old content to the others (default: \
                {default}).
                """)),
        ConfigurationKey(
            "dimensions", \.repairsDimensions, .boolean, affectsVerdicts: false, "Repair width and height as well",
            option: .flag(
                "Repair width and height as well. Those that are missing, invalid, swapped or wrong are written.")),
        ConfigurationKey(
            "urls", \.repairsURLs, .boolean, affectsVerdicts: false, "Rewrite URLs that moved for good as well",
            option: .flag("Rewrite URLs as well: of images that moved for good, and with escapes that are not sent.")),
        ConfigurationKey(
            "only", \.repairsOnly, .choices(example: ["dimensions"]), affectsVerdicts: false,
            "What a repair may change, and nothing else",
            option: .value(
                "what",
                "Repair these and nothing else: dimensions, flags, urls, or several with commas. Repeatable.")),
    ]
}
