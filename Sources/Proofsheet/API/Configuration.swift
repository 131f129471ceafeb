import Fetching
import FileSystem
import Records

/// Everything that can be set for a run; each value has the default that the command line has.
public struct Configuration: Sendable, Hashable {
    /// How much a finding matters.
    public enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
        /// Something to know.
        case info
        /// Something that is likely wrong, or not as it should be.
        case warning
        /// Something that is wrong.
        case error

        /// An info is less than a warning, and that less than an error.
        public static func < (first: Severity, second: Severity) -> Bool {
            allCases.firstIndex(of: first) ?? 0 < allCases.firstIndex(of: second) ?? 0
        }
    }

    /// Which findings make a run fail.
    public enum FailOn: String, Sendable, Hashable, CaseIterable {
        /// Errors.
        case error
        /// Errors and warnings.
        case warning
        /// All findings.
        case info
        /// Errors, and images that were not checked.
        case unchecked
        /// None.
        case never
    }

    /// How records say that an image is not cached.
    public enum FalseFlag: String, Sendable, Hashable, CaseIterable {
        /// With a flag that is false.
        case write
        /// Without a flag; a repair removes one that should be false.
        case remove
    }

    /// Where entries get a flag that have none.
    public enum FlagUse: String, Sendable, Hashable, CaseIterable {
        /// In archives where some entry has one already.
        case auto
        /// Nowhere; the flags that stand are checked and repaired all the same.
        case never
        /// In every archive.
        case write
    }

    /// What a repair may change.
    public enum RepairPart: String, Sendable, Hashable, CaseIterable {
        /// Width and height.
        case dimensions
        /// The flag that says whether the image is cached.
        case flags
        /// The URL.
        case urls
    }

    /// What a repair does with a record that has several names, hard links.
    public enum HardLinks: String, Sendable, Hashable, CaseIterable {
        /// It leaves the record alone and says so.
        case refuse
        /// It gives the record a file of its own; the other names keep the old content.
        case `break`
    }

    /// Takes a file that has the name of a record and cannot be read for an error, even where it names no image.
    public var isStrict = false
    /// Where in records images are looked for.
    public enum ImagePlace: String, Sendable, Hashable, CaseIterable {
        /// Front matter, YAML, JSON, TOML and tables.
        case data
        /// The bodies of articles, and pages.
        case bodies
    }

    /// A kind of Markdown that gives images a size in its own way.
    public enum MarkdownFlavour: String, Sendable, Hashable, CaseIterable {
        /// `![](a.png){: width="600" height="400"}`.
        case kramdown
        /// `![](a.png){width=600 height=400}`.
        case goldmark
        /// The same.
        case pandoc
        /// `![](a.png =600x400)`, as markdown-it-imsize and several editors have it.
        case imsize
        /// `![[a.png]]` and `![[a.png|600x400]]`.
        case obsidian
    }

    /// A shortcode, tag of a template language, or component that names an image.
    public struct Shortcode: Sendable, Hashable {
        /// Which argument it is.
        public enum Argument: Sendable, Hashable {
            /// The one of that name.
            case named(String)
            /// The number of one without a name, from 0.
            case position(Int)
        }

        /// What names the image.
        public var source: Argument
        /// What declares its width; nil where nothing does.
        public var width: Argument?
        /// What declares its height.
        public var height: Argument?

        /// A shortcode whose image, and perhaps its size, these arguments say.
        public init(source: Argument, width: Argument? = nil, height: Argument? = nil) {
            self.source = source
            self.width = width
            self.height = height
        }
    }

    /// A kind of records whose keys are known.
    public enum RecordPreset: String, Sendable, Hashable, CaseIterable {
        /// Manifests of the IIIF Presentation API.
        case iiif
        /// Annotations of pictures in the format of COCO.
        case coco
        /// Answers of WordPress' REST API.
        case wordpress
        /// Assets of Contentful.
        case contentful
        /// Images of Sanity.
        case sanity
        /// Posts and settings of Ghost.
        case ghost
        /// Web app manifests.
        case webmanifest
        /// Data of PhotoSwipe's galleries.
        case photoswipe
        /// Articles of Smartable, whose images are mappings alone.
        case smartable
        /// JSON-LD in the words of schema.org.
        case schemaOrg = "schema.org"
    }

    /// When text for people is coloured.
    public enum Color: String, Sendable, Hashable, CaseIterable {
        /// On a terminal, unless the environment says otherwise.
        case auto
        /// Everywhere.
        case always
        /// Nowhere.
        case never
    }

    /// How a run tells how far it is.
    public enum Progress: String, Sendable, Hashable, CaseIterable {
        /// By one changing line on a terminal, elsewhere by a line now and then.
        case auto
        /// By a line now and then.
        case plain
        /// Not at all.
        case never
    }

    /// The keys that make a mapping an image entry; the first one present counts.
    public struct Keys: Sendable, Hashable {
        /// Keys of the URL; nil for the built-in ones, as in the others.
        public var url: [String]?
        /// Keys of the declared width.
        public var width: [String]?
        /// Keys of the declared height.
        public var height: [String]?
        /// Keys of the flag that says whether the image is cached.
        public var flag: [String]?
        /// Keys whose mappings, or lists of mappings, are image entries when they have a URL.
        public var containers: [String]?

        /// The built-in keys.
        public init() {}
    }

    /// The directory of the cache.
    public var cacheDirectory = StandardCache.name
    /// With any, only records that one of them matches, or that lie in a directory that one matches.
    ///
    /// One that spells the name of something hidden, skipped or ignored brings it back.
    public var includes: [Glob] = []
    /// Files and directories that are left out.
    public var excludes: [Glob] = []
    /// Leaves out what `excludes` match even where it is given by name, as hooks give it.
    public var excludesGiven = false
    /// Leaves out what `.gitignore`, `.git/info/exclude` and `.ignore` say.
    public var honoursIgnoreFiles = true
    /// Largest record in bytes; of NDJSON, CSV and TSV, which are read in parts, the largest line or row.
    public var maximumRecordSize = RecordFile.standardSizeLimit
    /// The absolute URL of the site, against which relative URLs resolve.
    public var siteURL: String?
    /// Directories whose content the site serves at its root, in which the files that relative URLs name are looked
    /// for.
    public var siteRoots = Configuration.siteRoots(of: ".")
    /// Directories and files with the records that a site was built of, by which an audit of the site says where an image
    /// comes from.
    public var sources: [String] = []
    /// URLs that are neither requested nor reported, as records have them or as they would be asked for.
    public var skips: [SkipPattern] = []
    /// What is fetched from elsewhere; the first one that matches counts.
    public var remappings: [Remapping] = []
    /// Where an image is looked for that is gone at its own URL, or none there; all that match, in order.
    public var fallbacks: [Remapping] = []
    /// Requests in flight at once, over all hosts.
    public var concurrency = engineDefaults.concurrency
    /// Requests in flight at once to one host.
    public var hostConcurrency = engineDefaults.hostConcurrency
    /// Time between two starts of requests to one host.
    public var hostDelay = engineDefaults.hostDelay
    /// The limits of a request.
    public var limits = NetworkLimits()
    /// An address that the User-Agent field gives to those who want to know who asks: a URL or an e-mail address.
    public var contact: String?
    /// Header fields of every request, beside the program's own; they go to every host.
    public var headers: [String: String] = [:]
    /// Names of environment variables that hold credentials, by the host or origin that they are for.
    public var credentialVariables: [String: String] = [:]
    /// How long an image is not asked for again, whatever its server says; nil leaves it to the server.
    public var refreshAfter: Duration?
    /// After how long an image is asked for again at the latest, whatever its server says; nil leaves it to the server.
    public var maxAge: Duration?
    /// Lets requests go to private, loopback and link-local addresses.
    public var allowsPrivateHosts = false
    /// Hosts that may be asked whatever their address: names, addresses and ranges such as `10.0.0.0/8`.
    public var privateHosts: [String] = []
    /// Asks each site's robots.txt (RFC 9309) what may be fetched.
    public var asksRobots = false
    /// What is otherwise for some hosts, by the name of the host, `*.name` for its subdomains, or `*`.
    ///
    /// Of several that take a host, the one that says most of it wins, setting by setting.
    public var hosts: [String: HostSettings] = [:]
    /// A proxy for every request; nil for those of `environmentProxies`.
    public var proxy: String?
    /// Variables of the environment that name proxies, as curl reads them; empty for none.
    ///
    /// These are `http_proxy`, `https_proxy` and `all_proxy`, and `no_proxy` with hosts that are asked without one, in lower
    /// case or capitals.
    public var environmentProxies: [String: String] = [:]
    /// A PEM file of certificate authorities to trust in place of the system's.
    public var certificateAuthorityFile: String?
    /// Makes no request.
    public var isOffline = false
    /// Lets an audit ask for the first bytes of images that the cache lacks.
    public var isOnline = false
    /// Keeps in the cache what was found in each record, so that one which has not changed is not read again.
    public var isIncremental = true
    /// Asks for every image again, and lets a repair turn many flags false at once.
    public var isForced = false
    /// Asks for what failed last time, a 404 and a 410 too, and for nothing else.
    public var retriesFailed = false
    /// Which findings make a run fail.
    public var failOn = FailOn.error
    /// The format of reports, one of `RunResult.formatNames`.
    public var format = "text"
    /// When text for people is coloured.
    public var color = Color.auto
    /// How a run tells how far it is.
    public var progress = Progress.auto
    /// Prints findings and failures only.
    public var isQuiet = false
    /// Logs what is done to standard error.
    public var isVerbose = false
    /// Lets a repair mend width and height as well.
    public var repairsDimensions = false
    /// Lets a repair rewrite URLs that moved for good as well.
    public var repairsURLs = false
    /// What a repair may change and nothing else; none for flags, and for the others where `repairsDimensions` and
    /// `repairsURLs` say so.
    public var repairsOnly: [RepairPart] = []
    /// What the rules take for too much, or for the same.
    public var ruleLimits = RuleLimits()
    /// Findings that are not reported, and why.
    public var ignores: [Ignore] = []
    /// A file of findings that are accepted for now.
    public var baseline: String?
    /// The directory in which runs keep since when each finding is there; nil for none.
    public var historyDirectory: String?
    /// The editor that the places of a proof sheet open in; nil for none.
    public var editor: Editor?
    /// Severities in place of the rules' own, by the name of the rule; a value of nil turns the rule off.
    public var severities: [String: Severity?] = [:]
    /// Where in records images are looked for.
    public var images: [ImagePlace] = ImagePlace.allCases
    /// What records call the parts of an image entry.
    public var keys = Keys()
    /// Shortcodes and the like that name images, by name, beside the usual ones.
    public var shortcodes: [String: Shortcode] = [:]
    /// How images of Markdown say their size; nil where they do not, and get none.
    public var markdownFlavour: MarkdownFlavour?
    /// Kinds of records whose keys are known beside these.
    public var presets: [RecordPreset] = []
    /// Where entries get a flag that have none.
    public var flags = FlagUse.auto
    /// How records say that an image is not cached.
    public var falseFlag = FalseFlag.write
    /// What a repair does with a record that has several names.
    public var hardLinks = HardLinks.refuse

    /// The defaults.
    public init() {}

    /// Where generators take a site's own files from: the directory itself (Jekyll, Eleventy), and those that Hugo,
    /// Astro and Eleventy copy to the root.
    static func siteRoots(of directory: String) -> [String] {
        [directory] + ["static", "public", "assets", "src"].map { joinPath(directory, $0) }
    }
}
