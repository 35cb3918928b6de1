// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
]

let package = Package(
  name: "minicrm",
  products: [
    .executable(name: "minicrm", targets: ["minicrm"])
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-async-algorithms", exact: "1.1.4"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
    .package(
      url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0", traits: []),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
  ],
  targets: [
    .systemLibrary(
      name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CIDN2", pkgConfig: "libidn2", providers: [.apt(["libidn2-dev"])]),
    .systemLibrary(name: "CMalloc"),
    .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .target(name: "CBase64"),
    .target(name: "CConfine"),
    .target(name: "Platform", dependencies: ["CIDN2", "COpenSSL"], swiftSettings: strict),
    .target(name: "MIME", dependencies: ["CBase64", "Platform"], swiftSettings: strict),
    .target(name: "Records", dependencies: ["Platform"], swiftSettings: strict),
    .target(name: "MailTransport", dependencies: ["CCurl", "Platform"], swiftSettings: strict),
    .target(name: "Store", dependencies: ["Records", "Platform"], swiftSettings: strict),
    .target(
      name: "SQLiteEngine",
      dependencies: [
        "CSQLite", "Records", "Store", "Platform", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .target(
      name: "MailIngest",
      dependencies: [
        "MIME", "MailTransport", "Records", "Store", "Platform",
        .product(name: "AsyncAlgorithms", package: "swift-async-algorithms"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict),
    .target(
      name: "Reminders",
      dependencies: [
        "MIME", "MailTransport", "Records", "Store", "Platform",
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict),
    .target(
      name: "Preview",
      dependencies: ["CConfine", "Platform", .product(name: "Logging", package: "swift-log")],
      swiftSettings: strict),
    .target(
      name: "Daemon",
      dependencies: [
        "Platform",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ],
      swiftSettings: strict),
    .target(
      name: "Application",
      dependencies: [
        "MIME", "MailIngest", "MailTransport", "Preview", "Records", "Reminders", "Store",
        "Platform",
      ],
      swiftSettings: strict),
    .target(
      name: "Web",
      dependencies: [
        "Application", "Records", "Platform",
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
        .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ],
      resources: [.embedInCode("Templates"), .embedInCode("Static")],
      swiftSettings: strict),
    .executableTarget(
      name: "minicrm",
      dependencies: [
        "Application", "CMalloc", "Daemon", "MIME", "MailIngest", "MailTransport", "Preview",
        "Records", "Reminders", "SQLiteEngine", "Store", "Platform", "Web", "Yams",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "FlyingFox", package: "FlyingFox"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "minicrm-bench",
      dependencies: [
        "CCurl", "MIME", "MailTransport", "Records", "Reminders", "SQLiteEngine", "Store",
        "Platform",
        "TestKit",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Logging", package: "swift-log"),
      ],
      path: "bench", exclude: ["README.md", "gmime-reader.c", "idle"], swiftSettings: strict),
    .target(name: "TestKit", path: "Tests/TestKit", swiftSettings: strict),
    .testTarget(
      name: "PlatformTests", dependencies: ["Platform", "TestKit"], swiftSettings: strict),
    .testTarget(
      name: "RecordsTests", dependencies: ["Records", "Platform", "TestKit"], swiftSettings: strict),
    .testTarget(
      name: "MIMETests", dependencies: ["MIME", "Platform", "TestKit"], exclude: ["Fixtures"],
      swiftSettings: strict),
    .testTarget(
      name: "MailTransportTests", dependencies: ["MailTransport", "TestKit"],
      swiftSettings: strict),
    .testTarget(
      name: "StoreTests",
      dependencies: [
        "Records", "SQLiteEngine", "Store", "Platform", "TestKit",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "MailIngestTests",
      dependencies: ["MailIngest", "Records", "SQLiteEngine", "Platform", "TestKit"],
      exclude: ["Fixtures"],
      swiftSettings: strict),
    .testTarget(
      name: "RemindersTests",
      dependencies: [
        "MIME", "MailTransport", "Records", "Reminders", "SQLiteEngine", "Store", "Platform",
        "TestKit",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "PreviewTests",
      dependencies: [
        "Preview", "Platform", "TestKit", .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "DaemonTests",
      dependencies: [
        "Daemon", "TestKit",
        .product(name: "ServiceLifecycleTestKit", package: "swift-service-lifecycle"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ApplicationTests",
      dependencies: [
        "Application", "MailIngest", "MailTransport", "Records", "Reminders", "SQLiteEngine",
        "Store",
        "Platform",
        "TestKit", .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "WebTests",
      dependencies: [
        "Application", "MailIngest", "Records", "SQLiteEngine", "Store", "Platform", "TestKit",
        "Web",
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "NIOCore", package: "swift-nio"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "minicrmTests",
      dependencies: ["minicrm", "Records", "SQLiteEngine", "Store", "Platform", "TestKit"],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(name: "HouseTests", dependencies: ["TestKit"], swiftSettings: strict),
  ]
)
