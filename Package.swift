// swift-tools-version: 6.2

import Foundation
import PackageDescription

// `make check` sets PROOFSHEET_WARNINGS: a warning stops our own builds, never those of a later compiler.
let strict = Context.environment["PROOFSHEET_WARNINGS"] == "errors"

let shared: [SwiftSetting] =
    [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
    ] + (strict ? [.treatAllWarnings(as: .error)] : [])

/// For targets that call C, whose every call would need the `unsafe` mark.
let callsC = shared
let memorySafe = shared + [.strictMemorySafety()]
let cSettings: [CSetting] =
    [.enableWarning("all"), .enableWarning("extra")] + (strict ? [.treatAllWarnings(as: .error)] : [])

/// A system library that is used where its header is found, and that the build does without elsewhere.
struct OptionalLibrary {
    /// What `PROOFSHEET_WITHOUT` calls it: a list of names, separated by spaces, that are left out all the same.
    let name: String
    let header: String
    let target: String
    /// What the code that uses it is told.
    let define: String
    let libraries: [String]
    let pkgConfig: String
    let providers: [SystemPackageProvider]

    /// The directory that has the header; nil where none has, or where the library is to be left out.
    var directory: String? {
        let without = (Context.environment["PROOFSHEET_WITHOUT"] ?? "").split(separator: " ").map(String.init)
        guard !without.contains(name) else { return nil }
        return (Self.systemDirectories + ["/usr/local/include", "/opt/homebrew/include"])
            .first { FileManager.default.fileExists(atPath: $0 + "/" + header) }
    }

    /// What compiler and linker need to be told, nothing where they look anyway.
    ///
    /// (The flags of libavif would make SwiftPM warn.)
    var pkgConfigInUse: String? {
        Self.systemDirectories.contains(directory ?? "") ? nil : pkgConfig
    }

    private static let systemDirectories: [String] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/include")) ?? []
        return ["/usr/include"] + names.filter { $0.contains("-linux-") }.sorted().map { "/usr/include/" + $0 }
    }()
}

/// Linux finds a library by its name alone, so that the program can load libavif when the first AVIF is decoded.
#if os(Linux)
    let loadsWhenNeeded = true
#else
    let loadsWhenNeeded = false
#endif

// SwiftPM evaluates this again only where the text of the manifest or the environment has changed; see the Makefile.
let optionalLibraries = [
    OptionalLibrary(
        name: "webp", header: "webp/demux.h", target: "CWebP", define: "CODEC_WEBP",
        libraries: ["webp", "webpdemux"], pkgConfig: "libwebpdemux",
        providers: [.apt(["libwebp-dev"]), .brew(["webp"])]),
    OptionalLibrary(
        name: "avif", header: "avif/avif.h", target: "CAvif", define: "CODEC_AVIF",
        libraries: loadsWhenNeeded ? [] : ["avif"], pkgConfig: "libavif",
        providers: [.apt(["libavif-dev"]), .brew(["libavif"])]),
    OptionalLibrary(
        name: "deflate", header: "libdeflate.h", target: "CDeflate", define: "CODEC_DEFLATE",
        libraries: ["deflate"], pkgConfig: "libdeflate",
        providers: [.apt(["libdeflate-dev"]), .brew(["libdeflate"])]),
].filter { $0.directory != nil }

/// Takes the place of the C library's `malloc` in the program, which it does by being linked on Linux alone.
let allocator: [OptionalLibrary] = {
    #if os(Linux)
        let library = OptionalLibrary(
            name: "mimalloc", header: "mimalloc.h", target: "CMimalloc", define: "USES_MIMALLOC",
            libraries: ["mimalloc"], pkgConfig: "mimalloc", providers: [.apt(["libmimalloc-dev"])])
        return library.directory == nil ? [] : [library]
    #else
        return []
    #endif
}()

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let flyingFox: Target.Dependency = .product(name: "FlyingFox", package: "FlyingFox")

let package = Package(
    name: "proofsheet",
    products: [
        .library(name: "Proofsheet", targets: ["Proofsheet"]),
        .executable(name: "proofsheet", targets: ["ProofsheetCLI"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    ],
    targets: [
        .systemLibrary(
            name: "CCurl", pkgConfig: "libcurl",
            providers: [.apt(["libcurl4-openssl-dev"]), .brew(["curl"])]),
        .systemLibrary(
            name: "CCrypto", pkgConfig: "libcrypto",
            providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
        .systemLibrary(
            name: "CPng", pkgConfig: "libpng", providers: [.apt(["libpng-dev"]), .brew(["libpng"])]),
        .systemLibrary(
            name: "CJpeg", pkgConfig: "libjpeg", providers: [.apt(["libjpeg-dev"]), .brew(["jpeg-turbo"])]),
        .systemLibrary(
            name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        .systemLibrary(
            name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"]), .brew(["expat"])]),
        .systemLibrary(name: "CSystem"),
        .target(
            name: "CImageCodecs",
            dependencies: ["CPng", "CJpeg", "CZlib"] + optionalLibraries.map { .byName(name: $0.target) },
            cSettings: cSettings + optionalLibraries.map { .define($0.define) }
                + ["common", "avif", "jpeg", "png"].map { .headerSearchPath($0) },
            linkerSettings: optionalLibraries.flatMap(\.libraries).map { .linkedLibrary($0) }),

        .target(name: "FileSystem", dependencies: ["CSystem"], swiftSettings: callsC),
        .target(name: "Addresses", dependencies: ["CCurl"], swiftSettings: callsC),
        .target(name: "HTTPRules", swiftSettings: memorySafe),
        .target(name: "Hashing", dependencies: ["CCrypto"], swiftSettings: callsC),
        .target(name: "Walking", dependencies: ["FileSystem"], swiftSettings: callsC),
        .target(name: "Records", dependencies: ["FileSystem", yams], swiftSettings: callsC),
        .target(name: "Probing", dependencies: ["CExpat", "CZlib"], swiftSettings: memorySafe),
        .target(name: "Decoding", dependencies: ["CImageCodecs", "Probing"], swiftSettings: callsC),
        .target(name: "Fetching", dependencies: ["CCurl", "Addresses", "HTTPRules", logging], swiftSettings: callsC),
        .target(
            name: "Caching", dependencies: ["Addresses", "FileSystem", "Hashing", "HTTPRules", "Probing", grdb],
            swiftSettings: callsC),
        .target(
            name: "Auditing", dependencies: ["Addresses", "Caching", "Hashing", "Probing", "Records", "Walking"],
            swiftSettings: memorySafe),
        .target(
            name: "Reporting", dependencies: ["Addresses", "Auditing", "Hashing", "Records"],
            resources: [.embedInCode("Sheet/page"), .embedInCode("Sheet/review")], swiftSettings: memorySafe),
        .target(
            name: "Proofsheet",
            dependencies: [
                "Addresses", "Auditing", "Caching", "Decoding", "Fetching", "FileSystem", "Hashing", "HTTPRules",
                "Probing",
                "Records", "Reporting", "Walking", yams,
            ],
            swiftSettings: memorySafe),
        .target(name: "DemoSite", dependencies: ["Decoding", "FileSystem", flyingFox], swiftSettings: memorySafe),
        .executableTarget(
            name: "ProofsheetCLI",
            dependencies: ["CSystem", "Proofsheet", "DemoSite", argumentParser, flyingFox, logging]
                + allocator.map { .byName(name: $0.target) },
            swiftSettings: memorySafe + allocator.map { .define($0.define) },
            linkerSettings: allocator.flatMap(\.libraries).map { .linkedLibrary($0) }),

        .executableTarget(
            name: "records-benchmark", dependencies: ["BareLoops", "Records", "FileSystem", "Walking", yams],
            path: "Benchmarks/Records",
            swiftSettings: callsC),
        .target(
            name: "BareLoops", dependencies: ["CPng", "CJpeg"], path: "Benchmarks/BareLoops", cSettings: cSettings),
        .executableTarget(
            name: "probing-benchmark",
            dependencies: ["BareLoops", "Decoding", "FileSystem", "Probing", "Proofsheet"],
            path: "Benchmarks/Probing", swiftSettings: callsC),

        .target(
            name: "CurlLoop", dependencies: ["CCurl", "CCrypto"], path: "Benchmarks/CurlLoop", cSettings: cSettings),
        .executableTarget(
            name: "fetching-benchmark", dependencies: ["CurlLoop", "Fetching"], path: "Benchmarks/Fetching",
            swiftSettings: callsC),

        .target(
            name: "TestSupport", dependencies: ["Addresses", "FileSystem", "HTTPRules", "Probing"],
            path: "Tests/TestSupport",
            swiftSettings: callsC),
        .executableTarget(
            name: "conformance-proxy", dependencies: ["Fetching", "Hashing", "HTTPRules", "TestSupport"],
            path: "Tests/Conformance",
            swiftSettings: callsC),
        .testTarget(
            name: "FileSystemTests", dependencies: ["FileSystem", "CSystem", "TestSupport"], swiftSettings: callsC),
        .testTarget(name: "AddressesTests", dependencies: ["Addresses", "TestSupport"], swiftSettings: callsC),
        .testTarget(
            name: "HTTPRulesTests", dependencies: ["HTTPRules", "TestSupport", "conformance-proxy"],
            swiftSettings: callsC),
        .testTarget(name: "HashingTests", dependencies: ["Hashing"], swiftSettings: callsC),
        .testTarget(
            name: "WalkingTests", dependencies: ["Walking", "FileSystem", "TestSupport"], swiftSettings: callsC),
        .testTarget(
            name: "RecordsTests", dependencies: ["Records", "FileSystem", "TestSupport", "Walking"],
            swiftSettings: callsC),
        .testTarget(name: "ProbingTests", dependencies: ["Probing", "CZlib", "TestSupport"], swiftSettings: callsC),
        .testTarget(
            name: "DecodingTests", dependencies: ["Decoding", "FileSystem", "Probing", "TestSupport"],
            swiftSettings: callsC),
        .testTarget(
            name: "FetchingTests", dependencies: ["Addresses", "Fetching", "TestSupport"], swiftSettings: callsC),
        .testTarget(
            name: "CachingTests",
            dependencies: ["Caching", "FileSystem", "Hashing", "HTTPRules", "Probing", "TestSupport", grdb],
            swiftSettings: callsC),
        .testTarget(
            name: "AuditingTests", dependencies: ["Auditing", "Caching", "Hashing", "Probing", "Records", "Walking"],
            swiftSettings: callsC),
        .testTarget(
            name: "ReportingTests", dependencies: ["TestSupport", "Reporting", "Auditing", "Records"],
            swiftSettings: callsC),
        .testTarget(
            name: "ProofsheetTests",
            dependencies: [
                "Proofsheet", "Auditing", "Caching", "Decoding", "DemoSite", "Fetching", "FileSystem", "Hashing",
                "HTTPRules",
                "Probing",
                "Records", "TestSupport", "Walking",
            ],
            swiftSettings: callsC),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "Proofsheet", "ProofsheetCLI", "conformance-proxy", "Caching", "DemoSite", "Decoding", "FileSystem",
                "TestSupport",
            ],
            swiftSettings: callsC),
    ]
        + (optionalLibraries + allocator).map {
            .systemLibrary(name: $0.target, pkgConfig: $0.pkgConfigInUse, providers: $0.providers)
        }
)
