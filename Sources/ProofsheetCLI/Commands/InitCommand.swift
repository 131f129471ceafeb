import ArgumentParser
import Proofsheet

struct InitCommand: ReportingCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Write a commented configuration file, after a look at the site.",
        discussion: """
            Knows sites of Jekyll, Hugo, Eleventy, Astro, Hexo, Gatsby, Docusaurus and Next.js by their files, takes the \
            address of the site from their configuration, and looks for records with image entries. Writes .proofsheet.yml \
            into the directory, and never over one that is there. It changes no file of the site, and says what to add to \
            one so that the generator does not publish the cache.
            """)

    @Argument(help: ArgumentHelp("The directory of the site.", valueName: "dir"))
    var directory = "."

    func execute() async throws -> Int32 {
        let survey = try await SiteSurvey.survey(of: directory)
        let path = try InitialConfiguration.write(survey, in: directory)
        Console.output("wrote \(ProofsheetError.printable(path))\n")
        for place in survey.places {
            Console.output(
                "  \(ProofsheetError.printable(place.directory)): \(place.entriesText)\n"
            )
        }
        if let placeholder = survey.placeholderURL {
            Console.output(
                "  the site's address is still \(ProofsheetError.printable(placeholder)): set site-url when it has one\n"
            )
        }
        if !survey.places.isEmpty { Console.output("next: proofsheet warm\n") }
        if let advice = survey.cacheAdvice { Console.output("  \(ProofsheetError.printable(advice))\n") }
        return 0
    }
}
