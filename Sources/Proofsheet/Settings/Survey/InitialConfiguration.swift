import FileSystem
import Reporting

/// A first configuration file with every key explained, made after a look at the site.
public enum InitialConfiguration {
    /// Writes `.proofsheet.yml` into a directory and gives back its path.
    ///
    /// Throws a usage error where there is one already.
    public static func write(_ survey: SiteSurvey, in directory: String) throws(ProofsheetError) -> String {
        let path = directory == "." ? ConfigurationFile.name : joinPath(directory, ConfigurationFile.name)
        if (try? FileSystem.exists(path)) != false {
            throw ProofsheetError(.usage, "'\(path)' is there already; edit it, or move it away first")
        }
        do throws(FileSystemError) {
            try AtomicFile.create(path, with: Array(text(survey).utf8))
        } catch {
            throw ProofsheetError(.failure, "the configuration was not written: \(error)")
        }
        return path
    }

    /// The text of the file: what the survey found is set, all else stands there as a comment with its default.
    static func text(_ survey: SiteSurvey, keys: [ConfigurationKey] = ConfigurationKey.all) -> String {
        let set = values(survey)
        var text = "# Configuration of proofsheet, see 'proofsheet config' for what is in force.\n"
        for line in remarks(survey) { text += "# \(ProofsheetError.printable(line))\n" }
        for key in keys {
            text += "\n# \(key.summary)\n"
            if let value = set[key.name] {
                text += "\(key.name): \(value.compact)\n"
            } else {
                text += "# \(key.name): \(key.suggestion)\n"
            }
        }
        return text
    }

    /// Values by the names of keys; those of keys that there are not count for nothing.
    private static func values(_ survey: SiteSurvey) -> [String: JSONValue] {
        var values: [String: JSONValue] = [:]
        if let siteURL = survey.siteURL { values["site-url"] = .string(siteURL) }
        if !survey.siteRoots.isEmpty { values["site-root"] = .texts(survey.siteRoots) }
        let directories = survey.places.map(\.directory)
        if !directories.isEmpty, !directories.contains(".") { values["include"] = .texts(directories.map { $0 + "/" }) }
        if !survey.otherDirectories.isEmpty { values["exclude"] = .texts(survey.otherDirectories.map { "/\($0)/" }) }
        if !survey.presets.isEmpty { values["presets"] = .texts(survey.presets) }
        if let flavour = survey.markdownFlavour { values["markdown-flavour"] = .string(flavour) }
        // An archive that never writes false says it by absence.
        if survey.flags.true > 0, survey.flags.false == 0, survey.flags.absent > 0 {
            values["false-flag"] = .string("remove")
        }
        return values
    }

    /// What was found, and what a person has to do, in sentences.
    private static func remarks(_ survey: SiteSurvey) -> [String] {
        let entries = survey.places.reduce(0) { $0 + $1.entries }
        let records = survey.places.reduce(0) { $0 + $1.records }
        var remarks = [
            "\(survey.generator.siteName) with \(Plural.text(records, "record")) that "
                + "\(records == 1 ? "has" : "have") \(Plural.text(entries, "image entry", "image entries"))."
        ]
        if let line = SummaryText.line(onPassedOver: survey.passedOver) {
            remarks.append("\(line), and name the keys of images in 'keys'.")
        }
        if let placeholder = survey.placeholderURL {
            remarks.append(
                "Its own configuration still says \(placeholder), which is nobody's address: site-url is not set.")
        }
        if let advice = survey.cacheAdvice { remarks.append(advice + ".") }
        return remarks
    }
}

extension ConfigurationKey {
    /// The default, or an example where there is none, as a comment shows it.
    fileprivate var suggestion: String {
        let standard = value(Configuration())
        switch kind {
        case .text(let example): return standard == .null ? example : standard.compact
        case .list(let example): return standard == .array([]) ? JSONValue.texts(example).compact : standard.compact
        case .other(_, let example): return example
        case .choice(let names): return standard == .null ? names.first ?? "" : standard.compact
        case .boolean, .integer: return standard.compact
        }
    }
}
