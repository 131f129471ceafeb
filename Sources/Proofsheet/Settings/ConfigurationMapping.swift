import Addresses
import Auditing
import Caching
import Decoding
import Fetching
import FileSystem
import HTTPRules
import Records
import Reporting
import Walking

extension Configuration {
    var auditSeverities: [String: Auditing.Severity?] {
        var result = severities.mapValues { severity in severity.flatMap { Auditing.Severity(rawValue: $0.rawValue) } }
        let unread = RuleName.recordUnread.rawValue
        if isStrict, result[unread] == nil { result[unread] = .error }
        return result
    }
}

extension Configuration.Severity {
    init(_ severity: Auditing.Severity) {
        switch severity {
        case .info: self = .info
        case .warning: self = .warning
        case .error: self = .error
        }
    }
}

extension FileSelection {
    init(_ configuration: Configuration) {
        self.init(
            includes: configuration.includes.map(\.matcher), excludes: configuration.excludes.map(\.matcher),
            honoursIgnoreFiles: configuration.honoursIgnoreFiles,
            excludesGiven: configuration.excludesGiven)
    }
}

extension FetchOptions {
    /// Throws where the configuration names a credential that is not there.
    init(_ configuration: Configuration) throws(ProofsheetError) {
        self.init()
        apply(configuration.limits)
        headers = configuration.headers.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
        credentials = try Credentials.read(configuration.credentialVariables)
        concurrency = configuration.concurrency
        hostConcurrency = configuration.hostConcurrency
        hostDelay = configuration.hostDelay
        allowsPrivateHosts = configuration.allowsPrivateHosts
        for text in configuration.privateHosts {
            guard let host = PrivateHost(text: text) else {
                throw ProofsheetError(
                    .usage,
                    "the private host '\(URLText.shown(text))' is no name, address or range such as 10.0.0.0/8; "
                        + "write it without scheme, port and path")
            }
            privateHosts.append(host)
        }
        proxies = ProxySelection(environment: configuration.environmentProxies)
        proxies.always = configuration.proxy
        certificateAuthorityFile = configuration.certificateAuthorityFile
        acceptedTypes = Decoder.mediaTypes
        userAgent = try Version.userAgent(contact: configuration.contact)
        for (text, settings) in configuration.hosts.sorted(by: { $0.key < $1.key }) {
            guard let pattern = HostPattern(text: text) else {
                throw ProofsheetError(
                    .usage, "'\(PlainText.escaped(text))' is no host, and no pattern such as *.example")
            }
            var manners = HostManners(pattern: pattern)
            manners.concurrency = settings.concurrency
            manners.delay = settings.delay
            manners.totalTimeout = settings.timeout
            manners.headers = settings.headers.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
            if let contact = settings.contact { manners.userAgent = try Version.userAgent(contact: contact) }
            hosts.append(manners)
        }
    }
}

extension FreshnessLimits {
    init(_ configuration: Configuration) throws(ProofsheetError) {
        if let minimum = configuration.refreshAfter, let maximum = configuration.maxAge, minimum > maximum {
            throw ProofsheetError(.usage, "--refresh-after is longer than --max-age; no image could keep to both")
        }
        self.init(
            minimum: configuration.refreshAfter?.components.seconds, maximum: configuration.maxAge?.components.seconds)
    }
}

extension FetchEngine {
    /// An engine with the limits and manners of a configuration.
    static func make(_ configuration: Configuration, _ supplies: EngineSupplies) throws(ProofsheetError) -> FetchEngine
    {
        var options = try FetchOptions(configuration)
        options.bodyStore = supplies.spool
        options.deferredHosts = supplies.deferredHosts
        do throws(FetchEngineError) {
            return try FetchEngine(options: options)
        } catch {
            if case .unavailable = error { throw ProofsheetError(.failure, error.reason) }
            throw ProofsheetError(.usage, error.reason)
        }
    }
}

extension FalseFlag {
    init(_ falseFlag: Configuration.FalseFlag) {
        switch falseFlag {
        case .write: self = .write
        case .remove: self = .remove
        }
    }
}

extension HardLinks {
    init(_ hardLinks: Configuration.HardLinks) {
        switch hardLinks {
        case .refuse: self = .refuse
        case .break: self = .break
        }
    }
}

extension RecordRepair.Settings {
    init(_ configuration: Configuration, _ options: RepairOptions) {
        vocabulary = EntryVocabulary(configuration)
        sizeLimit = configuration.maximumRecordSize
        hardLinks = HardLinks(configuration.hardLinks)
        isDryRun = options.isDryRun
        makesDiff = options.makesDiff
        keepsReplaced = options.keepsReplaced
    }
}

extension EntryVocabulary {
    /// How entries are recognized.
    init(_ configuration: Configuration) {
        self.init()
        let keys = configuration.keys
        urlKeys = keys.url ?? urlKeys
        widthKeys = keys.width ?? widthKeys
        heightKeys = keys.height ?? heightKeys
        flagKeys = keys.flag ?? flagKeys
        containerKeys = keys.containers ?? containerKeys
        images = ImageKinds(configuration.images.map(ImageKinds.init))
        presets = configuration.presets.map(EntryPreset.init)
        bodies.flavour = configuration.markdownFlavour.map(MarkdownFlavour.init)
        bodies.shortcodes = configuration.shortcodes.sorted { $0.key < $1.key }.map { name, shortcode in
            Shortcode(
                name: name, source: .init(shortcode.source), width: shortcode.width.map(Shortcode.Argument.init),
                height: shortcode.height.map(Shortcode.Argument.init))
        }
    }
}

extension MarkdownFlavour {
    fileprivate init(_ flavour: Configuration.MarkdownFlavour) {
        switch flavour {
        case .kramdown: self = .kramdown
        case .goldmark: self = .goldmark
        case .pandoc: self = .pandoc
        case .imsize: self = .imsize
        case .obsidian: self = .obsidian
        }
    }
}

extension Shortcode.Argument {
    fileprivate init(_ argument: Configuration.Shortcode.Argument) {
        switch argument {
        case .named(let name): self = .named(name)
        case .position(let position): self = .position(position)
        }
    }
}

extension EntryPreset {
    fileprivate init(_ preset: Configuration.RecordPreset) {
        switch preset {
        case .iiif: self = .iiif
        case .coco: self = .coco
        case .wordpress: self = .wordpress
        case .contentful: self = .contentful
        case .sanity: self = .sanity
        case .ghost: self = .ghost
        case .webmanifest: self = .webmanifest
        case .photoswipe: self = .photoswipe
        case .smartable: self = .smartable
        case .schemaOrg: self = .schemaOrg
        }
    }
}

extension ImageKinds {
    fileprivate init(_ place: Configuration.ImagePlace) {
        switch place {
        case .data: self = .data
        case .bodies: self = .bodies
        }
    }
}
