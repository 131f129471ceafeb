import ArgumentParser
import Proofsheet

struct InitCommand: ReportingCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Write a commented configuration file, after a look at the site.",
        discussion: """
            Knows sites of Jekyll, Hugo, Eleventy and Astro by their files, and looks for records with image entries. \
            Writes .proofsheet.yml into the directory, and never over one that is there.
            """)

    @Argument(help: ArgumentHelp("The directory of the site.", valueName: "dir"))
    var directory = "."

    func execute() async throws -> Int32 {
        let survey = try await SiteSurvey.survey(of: directory)
        let path = try InitialConfiguration.write(survey, in: directory)
        Console.output("wrote \(ProofsheetError.printable(path))\n")
        for place in survey.places {
            Console.output(
                "  \(ProofsheetError.printable(place.directory)): \(place.entries) image entries in \(place.records) records\n"
            )
        }
        return 0
    }
}
