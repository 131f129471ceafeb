import FileSystem
import Records

/// The files of a site that say how it is made.
struct SurveyedDirectory {
    let directory: String

    /// Larger ones are no configuration.
    private static let sizeLimit = 1 << 20
    /// File name extensions of data and of programs that give data, in the order in which generators look for them.
    static let dataExtensions = ["toml", "yaml", "yml", "json"]
    static let scriptExtensions = ["js", "mjs", "cjs", "ts", "mts", "cts"]

    func exists(_ name: String) -> Bool { (try? FileSystem.exists(joinPath(directory, name))) == true }

    func isDirectory(_ name: String) -> Bool {
        (try? FileSystem.status(of: joinPath(directory, name)).kind) == .directory
    }

    /// The first of the files that is there.
    func first(of names: [String]) -> String? { names.first(where: exists) }

    /// `base` with each of the extensions.
    static func names(_ base: String, _ extensions: [String]) -> [String] { extensions.map { "\(base).\($0)" } }

    func text(of name: String) -> String? {
        guard let bytes = try? FileSystem.read(joinPath(directory, name), limit: Self.sizeLimit).bytes else {
            return nil
        }
        return String(validating: bytes, as: UTF8.self)
    }

    /// The values of a data file, or of the object that a program exports, by keys joined by dots; none where it cannot
    /// be read.
    func values(of name: String) -> [String: String] {
        guard let text = text(of: name) else { return [:] }
        let fileExtension = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
        if Self.scriptExtensions.contains(fileExtension) { return ScriptObject(text).values }
        return DataValues.scalars(of: Array(text.utf8), named: name) ?? [:]
    }

    /// Whether `package.json` names a package that the site needs.
    func needsPackage(_ name: String) -> Bool {
        let values = values(of: "package.json")
        return ["dependencies", "devDependencies"].contains { values["\($0).\(name)"] != nil }
    }
}
