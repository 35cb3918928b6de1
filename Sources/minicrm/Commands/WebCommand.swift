import Application
import ArgumentParser
import Daemon
import Foundation
import Logging
import Records
import Store
import Web

/// `minicrm web`
struct WebCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "web",
    abstract: "Serve the pages of the companies' people.",
    discussion: """
      Runs until SIGTERM or SIGINT; SIGHUP makes it read the settings again. It listens on \
      loopback or on a Unix socket (web.listen), behind a proxy that speaks TLS. \
      Example: minicrm web
      """)
  @OptionGroup var options: SettingsOptions
  @OptionGroup var condition: StartCondition

  /// Between two signs of life.
  private static let pause = Duration.seconds(20)
  /// So many wait at most for a link that sets a password.
  private static let mostForgotten = 100

  func run() async throws {
    if condition.isAsked { return try condition.answer(options, "web") { $0.web != nil } }
    let logger = Logger(label: "minicrm") { _ in LineLogHandler() }
    try await DaemonLife(logger: logger).run { try await work(logger) }
  }

  /// The work that the settings ask for, as they are now.
  private func work(_ logger: Logger) async throws -> DaemonWork {
    let signs = LifeSigns()
    let installation = try await OpenInstallation(
      options, making: .ifEmpty, patience: .ofDaemon(signs, logger))
    let settings = try installation.settings.pages()
    let access = Access(to: installation.store, now: { Date() })
    let (forgotten, ask) = AsyncStream<String>.makeStream(
      bufferingPolicy: .bufferingOldest(Self.mostForgotten))
    let (links, send) = AsyncStream<SentLink>.makeStream(
      bufferingPolicy: .bufferingOldest(Self.mostForgotten))
    let shown = PagePreviews(
      settings, storeDirectory: installation.settings.storeDirectory, logger)
    var services = Reception.Services()
    services.pictures = PagePictures(shown.previews)
    services.maximumUpload = settings.maximumUpload
    if let template = installation.settings.address {
      services.releasing = MailReleasing(try installation.intake(logger))
      services.addresses = CompanyAddresses(template)
    }
    if installation.settings.smtp != nil { services.mailLink = { send.yield($0) } }
    let reception = Reception(
      access, origin: settings.origin, forgottenPassword: { ask.yield($0) }, services: services,
      now: { Date() })
    let store = installation.store
    let site = Site(
      reception.routes { await Self.answers(store) }, origin: OriginCheck(origin: settings.origin))
    let server = WebServer(
      site, at: settings.listen, stopping: reception.stopping, logger: logger, now: { Date() })
    let mailing = LinkMailing(
      access: access, smtp: installation.settings.smtp, origin: settings.origin, logger: logger)
    return DaemonWork(
      saying: "serving pages",
      [
        DaemonPart("pages") { report in
          signs.add(report)
          try await Self.serve(server, settings.listen, store, report, logger)
        },
        DaemonPart("forgotten passwords") { try await mailing.run(forgotten, $0) },
        DaemonPart("invitations") { try await mailing.run(links, $0) },
      ] + shown.parts)
  }

  private static func serve(
    _ server: WebServer, _ address: ListenAddress, _ store: Store, _ report: PartReport,
    _ logger: Logger
  ) async throws {
    let presence = try Presence.show(.serving, in: store)
    defer { withExtendedLifetime(presence) {} }
    try await withThrowingTaskGroup(of: Void.self) { group in
      defer { group.cancelAll() }
      group.addTask {
        try await server.run { port in
          let place = port.map { address.description(withPort: $0) } ?? address.description
          logger.notice("serving pages at \(place)")
          await report.doing("serving pages at \(place)")
        }
      }
      group.addTask {
        // A reading that hangs keeps the next sign back. One that fails doesn't: /healthz tells of
        // the store's errors, and the pages go on.
        while true {
          report.sign(waiting: Self.pause)
          try await Task.sleep(for: Self.pause)
          _ = await answers(store)
        }
      }
      try await group.next()
    }
  }

  private static func answers(_ store: Store) async -> Bool {
    do {
      _ = try await store.companies(page: ListPage(limit: 1))
      return true
    } catch { return false }
  }
}
