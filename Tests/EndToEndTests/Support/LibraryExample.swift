import Proofsheet

// What the documentation of the library shows: LibraryTests compares the two, and runs it.

/// The directories of a site whose records have image entries.
func directories(of site: String) async throws -> [String] {
    let survey = try await SiteSurvey.survey(of: site)
    return survey.places.map { site + "/" + $0.directory }
}

/// What is wrong with the records of an archive, each one line.
func troubles(of archive: Archive) async throws -> [String] {
    let result = try await archive.audit()
    let findings = result.findings.map { "\($0.record):\($0.line ?? 1): \($0.rule): \($0.message)" }
    return findings + result.failures
}

/// Fetches the images of an archive and mends its records; what is returned is left for a person to mend.
func mend(_ archive: Archive) async throws -> [ReportedFinding] {
    let warmed = try await archive.warm()
    for failure in warmed.failures { print("failed: \(failure)") }
    var options = RepairOptions()
    options.repairsDimensions = true
    return try await archive.repair(options).findings
}

/// The archive of some directories, with the cache beside them and the settings of their configuration file.
func archive(of directories: [String], in site: String) throws -> Archive {
    var configuration = Configuration()
    if let file = ConfigurationFile.nearest(to: site) { configuration = try ConfigurationFile.read(file) }
    configuration.cacheDirectory = site + "/.proofsheet"
    return Archive(paths: directories, configuration: configuration)
}
