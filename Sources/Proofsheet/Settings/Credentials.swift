import Addresses
import Fetching
import Glibc

/// Credentials that the environment holds.
enum Credentials {
    /// Reads the credentials that variables hold, by origin.
    ///
    /// Throws a usage error, which never holds what a variable holds.
    ///
    /// - Parameter variables: Names of variables by host (`cdn.example`, for https) or origin
    ///   (`http://localhost:8080`).
    static func read(
        _ variables: [String: String], environment: (String) -> String? = Self.environment
    ) throws(ProofsheetError) -> [String: Credential] {
        var credentials: [String: Credential] = [:]
        for (host, name) in variables.sorted(by: { $0.key < $1.key }) {
            let origin = try origin(host)
            guard let text = environment(name) else {
                throw ProofsheetError(
                    .usage, "the environment variable '\(name)' that 'auth' names for '\(host)' is not set")
            }
            guard let credential = Credential(text) else {
                throw ProofsheetError(
                    .usage, "the environment variable '\(name)' holds neither 'basic NAME:PASSWORD' nor 'bearer TOKEN'")
            }
            credentials[origin] = credential
        }
        return credentials
    }

    private static func origin(_ host: String) throws(ProofsheetError) -> String {
        let text = host.contains("://") ? host : "https://" + host
        guard let url = try? URLPolicy.normalize(text), text.split(separator: "/").count == 2 else {
            throw ProofsheetError(
                .usage, "'\(host)' in 'auth' is neither a host nor an origin such as http://localhost:8080")
        }
        return url.origin
    }

    private static func environment(_ name: String) -> String? {
        unsafe getenv(name).map { unsafe String(cString: $0) }
    }
}
