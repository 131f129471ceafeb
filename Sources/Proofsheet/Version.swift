/// The version of this library and of the program.
public enum Version {
    public static let current = "0.1.0"
}
