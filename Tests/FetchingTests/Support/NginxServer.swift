import Foundation

/// An nginx of the tests' own that speaks HTTP/2 over TLS on 127.0.0.1, with a certificate that signs itself.
final class NginxServer {
    /// Whether the programs that it takes are here.
    static let isAvailable = path(of: "nginx") != nil && path(of: "openssl") != nil

    let port: Int
    /// The file of the authority to trust.
    let authority: String
    private let directory: URL
    private let process: Process

    /// - Parameter origin: Answers what is asked for below `/origin`.
    init(file: [UInt8], origin: ChaosServer? = nil) throws {
        let name = "proofsheet-nginx-\(UInt64.random(in: 0 ... .max))"
        directory = FileManager.default.temporaryDirectory.appending(path: name)
        try FileManager.default.createDirectory(
            at: directory.appending(path: "files"), withIntermediateDirectories: true)
        try Data(file).write(to: directory.appending(path: "files/file"))
        authority = directory.appending(path: "authority.pem").path
        let root = directory.path
        try Self.run(
            "openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
                "-keyout", root + "/key.pem", "-out", authority,
            ])
        (process, port) = try Self.serve(from: root, origin)
    }

    deinit {
        process.terminate()
        process.waitUntilExit()
        try? FileManager.default.removeItem(at: directory)
    }

    /// The number of the connection of each answer so far, in their order.
    ///
    /// An answer that has come to the client may be written down a little later.
    func connections(of count: Int) async throws -> [Int] {
        while true {
            let log = try String(contentsOf: directory.appending(path: "access.log"), encoding: .utf8)
            let numbers = log.split(separator: "\n").compactMap { Int($0) }
            if numbers.count >= count { return numbers }
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// Starts it on a port that nobody else has.
    private static func serve(from root: String, _ origin: ChaosServer?) throws -> (Process, port: Int) {
        // Below the range that the system gives other tests their ports from.
        for port in (20_000..<32_000).shuffled().prefix(20) where !ChaosServer.isListening(port) {
            try Data(configuration(root: root, port: port, origin).utf8)
                .write(to: URL(filePath: root + "/nginx.conf"))
            let process = try start(
                "nginx", ["-p", root, "-c", root + "/nginx.conf", "-e", root + "/error.log"])
            // It writes the file when the port is its own, and ends where somebody was faster.
            while process.isRunning {
                if FileManager.default.fileExists(atPath: root + "/pid") { return (process, port) }
                usleepBriefly()
            }
        }
        throw CocoaError(.executableLoad)
    }

    private static func configuration(root: String, port: Int, _ origin: ChaosServer?) -> String {
        """
        daemon off; worker_processes 1; pid \(root)/pid; error_log \(root)/error.log crit;
        events { worker_connections 1024; }
        http {
          log_format connections '$connection'; access_log \(root)/access.log connections;
          client_body_temp_path \(root)/1; proxy_temp_path \(root)/2; fastcgi_temp_path \(root)/3;
          uwsgi_temp_path \(root)/4; scgi_temp_path \(root)/5;
          client_header_timeout 1d; keepalive_timeout 1d; send_timeout 1d; proxy_read_timeout 1d; proxy_send_timeout 1d;
          server {
            listen 127.0.0.1:\(port) ssl http2; root \(root)/files;
            location /origin { proxy_pass \(origin?.url("") ?? "http://127.0.0.1:1"); }
            location /to { return 302 $arg_target; }
            ssl_certificate \(root)/authority.pem; ssl_certificate_key \(root)/key.pem;
          }
        }

        """
    }

    private static func path(of program: String) -> String? {
        let directories = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return directories.split(separator: ":").map { "\($0)/\(program)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    private static func start(_ program: String, _ arguments: [String]) throws -> Process {
        let process = Process()
        process.executableURL = URL(filePath: path(of: program) ?? program)
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        return process
    }

    private static func run(_ program: String, _ arguments: [String]) throws {
        let process = try start(program, arguments)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    }
}
