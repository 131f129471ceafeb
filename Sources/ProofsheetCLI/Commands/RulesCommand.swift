import ArgumentParser
import Proofsheet

struct RulesCommand: ReportingCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "List the rules, or explain one.",
        discussion: """
            Explains what a rule means, with an example, how to put right what it finds, and which keys of the \
            configuration change it.
            """)

    @Argument(
        help: ArgumentHelp("The rules to explain; all are listed without one.", valueName: "rule"),
        completion: .list(RuleCatalogue.all.map(\.name)))
    var names: [String] = []

    @OptionGroup(title: "Common") var common: CommonOptions

    func execute() async throws -> Int32 {
        if names.isEmpty {
            let width = RuleCatalogue.all.map(\.name.count).max() ?? 0
            for rule in RuleCatalogue.all {
                let name = rule.name + String(repeating: " ", count: width - rule.name.count)
                let severity = rule.severity.rawValue
                let gap = String(repeating: " ", count: 7 - severity.count)
                Console.output("\(name)  \(severity)\(gap)  \(rule.summary)\n")
            }
            return 0
        }
        let rules = try names.map(RuleCatalogue.rule(named:))
        Console.output(rules.map(\.text).joined(separator: "\n"))
        return 0
    }
}
