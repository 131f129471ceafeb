import FileSystem
import Foundation
import Records
import Walking
import Yams

/// What a look at a site tells of it, for a first configuration.
public struct SiteSurvey: Sendable, Hashable {
    /// What makes the site out of its files.
    public enum Generator: String, Sendable, Hashable, CaseIterable {
        /// Jekyll, by its `_config.yml`.
        case jekyll = "Jekyll"
        /// Hugo, by its configuration or its archetypes.
        case hugo = "Hugo"
        /// Eleventy, by its configuration.
        case eleventy = "Eleventy"
        /// Astro, by its configuration.
        case astro = "Astro"
        /// None of these.
        case plain

        /// The files of its own by which it is known.
        fileprivate var marks: [String] {
            switch self {
            case .jekyll: ["_config.yml", "_config.yaml"]
            case .hugo: ["hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config/_default", "archetypes"]
            case .eleventy:
                [".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs"]
            case .astro: ["astro.config.mjs", "astro.config.js", "astro.config.ts", "astro.config.cjs"]
            case .plain: []
            }
        }

        /// Where its sites keep the files that are served at their root.
        fileprivate var rootDirectories: [String] {
            switch self {
            case .jekyll, .plain: ["."]
            case .hugo: ["static", "assets"]
            case .eleventy: ["public", "src", "static"]
            case .astro: ["public"]
            }
        }
    }

    /// Entries that records of one directory name.
    public struct Place: Sendable, Hashable {
        /// The topmost directory below the site; `.` for the site itself.
        public let directory: String
        /// Records with image entries.
        public let records: Int
        /// Their image entries.
        public let entries: Int
    }

    /// What makes the site.
    public let generator: Generator
    /// The absolute URL that the site's own configuration gives.
    public let siteURL: String?
    /// Directories that the site serves at its root.
    public let siteRoots: [String]
    /// Where records with image entries are, in the order of their names.
    public let places: [Place]
    /// How many entries say that their image is cached, or not, and how many say nothing.
    public let flags: (true: Int, false: Int, absent: Int)

    /// Looks at the files of a site.
    public static func survey(of directory: String) async throws(ProofsheetError) -> SiteSurvey {
        let generator = Generator.allCases.first { generator in
            generator.marks.contains { (try? FileSystem.exists(joinPath(directory, $0))) == true }
        }
        let roots = (generator ?? .plain).rootDirectories.filter {
            (try? FileSystem.status(of: joinPath(directory, $0)).kind) == .directory
        }
        var counts: [String: (records: Int, entries: Int)] = [:]
        var flags = (true: 0, false: 0, absent: 0)
        let source = try RecordSource(
            paths: [directory], excluding: [joinPath(directory, "Cache")], selection: FileSelection(Configuration()),
            vocabulary: EntryVocabulary(), queue: .standard)
        try await source.forEachBatch { batch throws(ProofsheetError) in
            for (path, item) in batch {
                guard case .record(let record) = item, !record.entries.isEmpty else { continue }
                let place = topDirectory(of: path, below: directory)
                counts[place, default: (0, 0)].records += record.isContinuation ? 0 : 1
                counts[place, default: (0, 0)].entries += record.entries.count
                for entry in record.entries {
                    switch entry.declaredFlag {
                    case .boolean(true), .legacyBoolean(true), .spelledBoolean(true): flags.true += 1
                    case .absent: flags.absent += 1
                    default: flags.false += 1
                    }
                }
            }
        }
        return SiteSurvey(
            generator: generator ?? .plain, siteURL: siteURL(of: generator ?? .plain, in: directory), siteRoots: roots,
            places: counts.sorted { $0.key < $1.key }.map {
                Place(directory: $0.key, records: $0.value.records, entries: $0.value.entries)
            }, flags: flags)
    }

    private static func topDirectory(of path: String, below directory: String) -> String {
        var rest = path[...]
        if directory != ".", rest.hasPrefix(directory) { rest = rest.dropFirst(directory.count).drop { $0 == "/" } }
        guard let slash = rest.firstIndex(of: "/") else { return "." }
        return String(rest[..<slash])
    }

    /// The address in the site's own configuration: `url` of Jekyll, `baseURL` of Hugo.
    private static func siteURL(of generator: Generator, in directory: String) -> String? {
        for name in generator.marks {
            guard let bytes = try? FileSystem.read(joinPath(directory, name), limit: 1 << 20).bytes,
                let text = String(validating: bytes, as: UTF8.self)
            else { continue }
            let key = generator == .jekyll ? "url" : "baseURL"
            let pattern = "(?im)^\\s*[\"']?\(key)[\"']?\\s*[:=]\\s*[\"']?(https?://[^\\s\"',#]+)"
            guard let expression = try? NSRegularExpression(pattern: pattern),
                let match = expression.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)),
                let range = Range(match.range(at: 1), in: text)
            else { continue }
            return String(text[range])
        }
        return nil
    }

    /// Whether all that was seen is the same.
    public static func == (first: SiteSurvey, second: SiteSurvey) -> Bool {
        first.generator == second.generator && first.siteURL == second.siteURL && first.siteRoots == second.siteRoots
            && first.places == second.places && first.flags == second.flags
    }

    /// Hashes the generator and the places.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(generator)
        hasher.combine(places)
    }
}
