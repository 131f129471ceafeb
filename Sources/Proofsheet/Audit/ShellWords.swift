/// Words of a command line that a reader may copy.
enum ShellWords {
    /// Paths as a shell takes them, each behind a space; none where they are the default, and dots for very many.
    static func arguments(_ paths: [String]) -> String {
        if paths == ["."] { return "" }
        if paths.count > 4 { return " …" }
        return paths.map { " " + quoted($0) }.joined()
    }

    private static func quoted(_ path: String) -> String {
        let isPlain = path.utf8.allSatisfy { byte in
            UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                || "/._-+@%".utf8.contains(byte)
        }
        return isPlain && !path.isEmpty && !path.hasPrefix("-")
            ? path : "'" + path.replacing("'", with: "'\\''") + "'"
    }
}
