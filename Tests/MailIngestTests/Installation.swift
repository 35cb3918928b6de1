import Foundation
import Glibc
import Logging
import MIME
import MailTransport
import Platform
import Records
import SQLiteEngine
import Store
import TestKit

@testable import MailIngest

/// A store of its own with the company acme, and what reads mails into it.
struct Installation {
  static let now = Date(timeIntervalSince1970: 1_800_000_000)

  let directory: TemporaryDirectory
  let store: Store
  let template: AddressTemplate
  let acme: CompanyScope
  let address: String
  let intake: MailIntake
  /// The time of day for the runs.
  let clock = Moment(Installation.now)
  private let logger = Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }

  init(
    inlineImages: InlineImages = .decorations, authenticatedBy: [String] = [],
    pattern: String = "{company}-{token}@in.example.fi"
  ) async throws {
    directory = try TemporaryDirectory(named: "ingest")
    store = try await Store.open(directory.path("store"), making: .ifEmpty)
    template = try AddressTemplate(pattern)
    let company = try await store.addCompany(
      NewCompany(name: "Acme Oy", slug: "acme"))
    acme = store.company(company.id)
    address = template.address(slug: company.slug, token: company.token)
    intake = MailIntake(
      store: store,
      reader: MailReader(
        store: store, template: template, inlineImages: inlineImages,
        authentication: SenderAuthentication(by: authenticatedBy)),
      logger: logger, now: { Self.now })
  }

  /// The same store, read by other settings.
  init(sharing other: Installation, authenticatedBy: [String]) async throws {
    (directory, store, template) = (other.directory, other.store, other.template)
    (acme, address) = (other.acme, other.address)
    intake = MailIntake(
      store: store,
      reader: MailReader(
        store: store, template: template, inlineImages: .decorations,
        authentication: SenderAuthentication(by: authenticatedBy)),
      logger: logger, now: { Self.now })
  }

  /// Files the message in a file by the addresses in its header.
  func file(_ path: String) async throws -> [Mail] {
    let descriptor = open(path, O_RDONLY)
    defer { close(descriptor) }
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int64 ?? 0
    let message = ArrivedMessage(
      uid: nil, bytes: ByteRange(descriptor: descriptor, offset: 0, length: size), extent: .whole,
      size: size, receivedAt: Self.now)
    return try await intake.file(try await intake.read([message]), from: .none).filed.map(\.mail)
  }

  var review: MailReview { MailReview(store: store, intake: intake) }

  /// Files one message as if an MTA had handed it over.
  func add(
    _ message: some Sequence<UInt8>, to recipient: String? = nil, limit: Int64 = 1 << 20
  ) async throws -> Mail {
    let path = try directory.write(message, to: "message.eml")
    let descriptor = open(path, O_RDONLY)
    defer { close(descriptor) }
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int64
    let mails = try await review.add(
      descriptor, size: size ?? 0, recipient: recipient ?? address, limit: limit,
      now: Self.now)
    return mails[0]
  }

  func parts(of mail: Mail) async throws -> [MailPart] {
    try await store.parts(of: mail.id)
  }

  /// The mailbox that a fake server on `port` serves.
  func mailbox(
    port: Int, limit: Int64 = 1 << 20, timeout: Duration = .seconds(30),
    after: AfterVerdict = AfterVerdict(
      filed: .move(folder: "Processed"), other: .move(folder: "Rejected")),
    password: @escaping @Sendable () -> String = { "secret" }
  ) -> Mailbox {
    Mailbox(
      name: "documents", folder: "INBOX", after: after, idle: true, poll: .seconds(60),
      maximumMessageSize: limit,
      access: IMAPAccess(PasswordSource { try Secret(password()) }) { credential in
        IMAPEndpoint(
          host: "127.0.0.1", port: port, security: .none, username: "docs",
          credential: credential, caFile: nil, timeout: timeout)
      }, login: "docs")
  }

  func watch(
    _ mailbox: Mailbox, report: MailboxReport = .unheard,
    serverPauses: ServerPauses = ServerPauses(), retryWait: RetryWait = RetryWait()
  ) -> MailboxWatch {
    let clock = clock
    return MailboxWatch(
      IngestRun(
        mailbox: mailbox, store: store, intake: intake, memory: SpoolMemory(), logger: logger,
        now: { clock.now },
        pauses: Backoff(first: .milliseconds(1), limit: .milliseconds(2))
      ).reporting(to: report), serverPauses: serverPauses, retryWait: retryWait)
  }

  /// Drains a mailbox once.
  func drain(_ mailbox: Mailbox) async throws {
    try await watch(mailbox).drainOnce()
  }

  /// Verdicts by UID.
  func verdicts() async throws -> [UInt32: MailVerdict] {
    let mails = try await store.mails()
    return Dictionary(
      mails.compactMap { mail in mail.uid.map { ($0, mail.verdict) } },
      uniquingKeysWith: { first, _ in first })
  }
}
