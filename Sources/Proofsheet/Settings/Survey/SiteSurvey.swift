import FileSystem
import Reporting

/// What a look at a site tells of it, for a first configuration.
public struct SiteSurvey: Sendable, Hashable {
    /// Entries that records of one directory name.
    public struct Place: Sendable, Hashable {
        /// The topmost directory below the site; `.` for the site itself.
        public let directory: String
        /// Records with image entries.
        public let records: Int
        /// Their image entries.
        public let entries: Int
        /// Both counts in words.
        public var entriesText: String {
            "\(Plural.text(entries, "image entry", "image entries")) in \(Plural.text(records, "record"))"
        }
    }

    /// How many entries have a flag, and which.
    public struct Flags: Sendable, Hashable {
        /// Entries that say that their image is cached.
        public internal(set) var `true` = 0
        /// Entries that say that it is not, or something else.
        public internal(set) var `false` = 0
        /// Entries that say nothing.
        public internal(set) var absent = 0
    }

    /// What makes the site.
    public let generator: Generator
    /// The absolute URL that the site's own configuration gives, with the path below which the site lies.
    public let siteURL: String?
    /// The address that the site's own configuration has from a template, and that is nobody's, such as
    /// `https://example.com`.
    public let placeholderURL: String?
    /// Directories that the site serves at its root.
    public let siteRoots: [String]
    /// Directories with templates and the like, in which no records of the site are.
    public let otherDirectories: [String]
    /// Where records with image entries are, in the order of their names.
    public let places: [Place]
    /// The flags of all entries.
    public let flags: Flags
    /// How many values look like an image and are no entry, by their keys.
    public let passedOver: [String: Int]
    /// Names of the presets for such data as the site has, in their order.
    public let presets: [String]
    /// The flavour of Markdown in which attributes of images can be written; nil where there is none for sure.
    public let markdownFlavour: String?
    /// What a person has to do so that the generator does not publish the cache; nil where nothing is to be done.
    public let cacheAdvice: String?

    /// Looks at the files of a site.
    ///
    /// Throws a usage error where there is no such directory.
    public static func survey(of directory: String) async throws(ProofsheetError) -> SiteSurvey {
        guard (try? FileSystem.status(of: directory).kind) == .directory else {
            throw ProofsheetError(.usage, "'\(directory)' is no directory; name the directory of the site")
        }
        let files = SurveyedDirectory(directory: directory)
        let generator = Generator(of: files)
        let address = SiteAddress(of: generator, in: files)
        let others = generator.otherDirectories.filter(files.isDirectory)
        var census = SiteCensus(directory: directory)
        let cache = StandardCache.name(in: directory)
        try await census.count(leavingOut: others + [cache])
        return SiteSurvey(
            generator: generator, siteURL: address.url, placeholderURL: address.placeholder,
            siteRoots: generator.rootDirectories.filter(files.isDirectory), otherDirectories: others,
            places: census.places, flags: census.flags, passedOver: census.passedOver, presets: census.presets,
            markdownFlavour: generator.markdownFlavour(in: files),
            cacheAdvice: generator.cacheAdvice(cache, in: files))
    }
}
