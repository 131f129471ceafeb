extension ConfigurationKey {
    /// What is printed, and when a run fails.
    static let outputKeys: [ConfigurationKey] = [
        ConfigurationKey(
            "format", \.format, .choice(of: RunResult.formatNames), affectsVerdicts: false, "Format of reports",
            option: .value(
                "f",
                "The report's format: {values}; html is a page with the pictures, ndjson of warm results line by line."
            )),
        ConfigurationKey(
            "editor", \.editor, .editor, affectsVerdicts: false, "Editor that places of a proof sheet open in",
            option: .value(
                "editor",
                "What opens a place from a proof sheet: \(Editor.form). The page then has the path of this directory.")),
        ConfigurationKey(
            "fail-on", \.failOn, .choice, affectsVerdicts: false, "What makes the exit status 1",
            option: .value(
                "what",
                "Exit with 1 for findings of this severity and above, or for errors and images that were not checked: "
                    + "{values} (default: {default}).")),
        ConfigurationKey(
            "color", \.color, .choice, affectsVerdicts: false, "When text is coloured",
            option: .value(
                "when",
                "Colours in text: auto (on a terminal, unless NO_COLOR or CLICOLOR=0 says no, or CLICOLOR_FORCE yes), "
                    + "always, never (default: {default}).")),
        ConfigurationKey(
            "progress", \.progress, .choice, affectsVerdicts: false, "How a run tells how far it is",
            option: .value(
                "how",
                "How far a run is, on standard error: auto (one changing line on a terminal, elsewhere a line each 30 "
                    + "seconds), plain, never (default: {default}). SIGUSR1 asks for a line at once.")),
        ConfigurationKey(
            "quiet", \.isQuiet, .boolean, affectsVerdicts: false, "Print findings and failures only", option: .flag()),
        ConfigurationKey(
            "verbose", \.isVerbose, .boolean, affectsVerdicts: false, "Log each request to standard error, a line each",
            option: .flag()),
    ]
}
