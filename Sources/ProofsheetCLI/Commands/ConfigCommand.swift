import ArgumentParser
import Proofsheet

struct ConfigCommand: ReportingCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Print the effective configuration, and where each value comes from.",
        discussion: """
            What comes later wins: defaults, the configuration file, environment variables (PROOFSHEET_ and the name of a \
            key in capitals, such as PROOFSHEET_HOST_DELAY), the command line. The output is YAML that a configuration \
            file may hold.
            """)

    @OptionGroup var run: RunOptions
    @OptionGroup(title: "Network") var network: NetworkOptions
    @OptionGroup(title: "Network") var freshness: FreshnessOptions

    @Flag(help: "Print the JSON Schema of the configuration file, for editors.")
    var schema = false

    func execute() async throws -> Int32 {
        if schema {
            Console.output(ConfigurationSchema.text)
            return 0
        }
        let effective = try run.common.effectiveConfiguration()
        var final = effective.configuration
        try run.common.apply(to: &final)
        try run.records.apply(to: &final)
        try run.report.apply(to: &final)
        try network.apply(to: &final)
        try freshness.apply(to: &final)
        Console.output(effective.text(of: final))
        return 0
    }
}
