import Foundation

/// The repository's action for GitHub, read line by line as it is laid out.
struct ActionFile {
    /// One step of the composite action.
    struct Step {
        var keys: [String: String] = [:]
        var environment: [String: String] = [:]
        var script: [String] = []
    }

    /// The defaults of the inputs.
    var inputs: [String: String] = [:]
    var steps: [Step] = []

    /// Reads a text with sections at the margin, inputs two deep, and steps with their keys six and their lines eight.
    init(_ text: String) {
        var section = ""
        var name = ""
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let content = line.drop { $0 == " " }
            let (key, value) = Self.pair(content)
            switch (section, line.count - content.count) {
            case (_, 0) where !line.isEmpty: section = key
            case ("inputs", 2): name = key
            case ("inputs", 4) where key == "default": inputs[name] = value == "\"\"" ? "" : value
            case ("runs", 4) where content.hasPrefix("- "):
                let (key, value) = Self.pair(content.dropFirst(2))
                steps.append(Step(keys: [key: value]))
            case ("runs", 6):
                name = key
                steps[steps.count - 1].keys[key] = value
            case ("runs", 8...) where name == "env": steps[steps.count - 1].environment[key] = value
            case ("runs", 8...) where name == "run": steps[steps.count - 1].script.append(String(line.dropFirst(8)))
            default: break
            }
        }
    }

    private static func pair(_ text: Substring) -> (String, String) {
        let parts = text.split(separator: ":", maxSplits: 1)
        return (String(parts.first ?? ""), parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : "")
    }
}
