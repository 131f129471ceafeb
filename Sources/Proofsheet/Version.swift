/// The version of this library and of the program.
public enum Version {
    public static let current = "0.1.0"

    /// Where the project is to be found, for the User-Agent that servers see.
    static let home = "https://github.com/proofsheet/proofsheet"
}
