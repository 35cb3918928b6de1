import Foundation
import MailIngest
import MailTransport

/// One mailbox: connected, logged in, its folders, its room, and what waits there. Nothing is
/// changed on the server.
struct MailboxCheck: Sendable {
  /// The used share of the room from which on the finding tells of it.
  private static let nearlyFull = 0.9

  private let mailbox: Mailbox
  private let store: ExaminedStore
  private let now: @Sendable () -> Date

  init(_ mailbox: Mailbox, _ store: ExaminedStore, now: @escaping @Sendable () -> Date) {
    self.mailbox = mailbox
    self.store = store
    self.now = now
  }

  private var subject: String { "mailbox \(mailbox.name)" }

  var check: Check {
    Check(subject, within: ServerChecks.patience, late: ServerChecks.late) { try await findings() }
  }

  private func findings() async throws -> [Finding] {
    let access = mailbox.access
    let session: IMAPSession
    do {
      session = try await access.connect()
    } catch let error as IMAPError {
      return [.failed("\(subject): \(part(of: error))", .mailbox(.trouble(error)))]
    } catch let error as TokenError {
      return [.failed("\(subject): login", .mailbox(.noToken(error)))]
    } catch {
      return [.failed("\(subject): connection", .mailbox(.unreachable(error)))]
    }
    do {
      let findings = try await look(at: session, access.source)
      await session.logout()
      return findings
    } catch {
      await session.logout()
      throw error
    }
  }

  /// A login that was refused came after a connection that was made.
  private func part(of error: IMAPError) -> String {
    switch error.kind {
    case .login, .unavailable, .throttled: "login"
    case .certificate: "certificate"
    default: "connection"
    }
  }

  private func look(
    at session: IMAPSession, _ source: any CredentialSource
  ) async throws -> [Finding] {
    let endpoint = session.endpoint
    let connection = ServerChecks.connection(
      "\(subject): connection", to: endpoint.host, endpoint.port,
      try await session.certificate(), now: now())
    return [
      connection, ServerChecks.login("\(subject): login", as: endpoint.username, source),
      await capabilityFinding(session), try await folderFinding(session),
    ] + (try await targetFindings(session)) + (try await quotaFindings(session))
  }

  private func capabilityFinding(_ session: IMAPSession) async -> Finding {
    let check = "\(subject): capabilities"
    let lacking = await session.lacking(["IDLE", "MOVE", "UIDPLUS"])
    var losses: [MailboxFact.Loss] = []
    if lacking.contains("IDLE"), mailbox.idle { losses.append(.news) }
    if lacking.contains("UIDPLUS"), lacking.contains("MOVE"), movesOrDeletes {
      losses.append(.removal)
    }
    return losses.isEmpty
      ? .ok(check, .mailbox(.capable)) : .warning(check, .mailbox(.lacking(losses)))
  }

  private var movesOrDeletes: Bool {
    [mailbox.after.filed, mailbox.after.other].contains { $0 != .keep && $0 != .seen }
  }

  private func folderFinding(_ session: IMAPSession) async throws -> Finding {
    let check = "\(subject): folder"
    do {
      let folder = try await session.select(mailbox.folder)
      let known = await FolderKnowledge(of: mailbox.name, folder, in: store)
      let (waiting, passed) = try await countWaiting(on: session, known)
      let backlog: MailboxFact.Backlog? =
        if known?.isSetBack ?? false { .folderSetBack } else if passed > 0 {
          .passed(passed)
        } else { nil }
      let fact = MailboxFact.folder(
        name: mailbox.folder, mails: folder.exists, waiting: waiting, backlog)
      return backlog == nil ? .ok(check, .mailbox(fact)) : .warning(check, .mailbox(fact))
    } catch let error as IMAPError {
      return .failed(check, .mailbox(.trouble(error)))
    }
  }

  /// Counts the mails of the selected folder without a verdict, and those of them that were passed.
  private func countWaiting(
    on session: IMAPSession, _ known: FolderKnowledge?
  ) async throws -> (all: Int, passed: Int) {
    var (all, passed) = (0, 0)
    var next = UID(rawValue: 1)
    while true {
      let list = try await session.list(from: next)
      let part = try await known?.waiting(among: list.messages) ?? (list.messages.count, 0)
      (all, passed) = (all + part.all, passed + part.passed)
      guard !list.isWhole, let last = list.messages.last?.uid.rawValue, last < .max else {
        return (all, passed)
      }
      next = UID(rawValue: last + 1)
    }
  }

  /// The folders that settled mails are moved to.
  private func targetFindings(_ session: IMAPSession) async throws -> [Finding] {
    var targets: [String] = []
    for action in [mailbox.after.filed, mailbox.after.other] {
      if case .move(let folder) = action, !targets.contains(folder) { targets.append(folder) }
    }
    var findings: [Finding] = []
    for target in targets {
      let fact = MailboxFact.target(folder: target, isThere: try await session.hasFolder(target))
      findings.append(.ok("\(subject): folder", .mailbox(fact)))
    }
    return findings
  }

  private func quotaFindings(_ session: IMAPSession) async throws -> [Finding] {
    let check = "\(subject): quota"
    let resources = try await session.quota(of: mailbox.folder).flatMap(\.resources)
    return resources.filter { $0.limit > 0 || $0.used > 0 }.map { resource in
      let percent = Int((resource.share * 100).rounded(.down))
      return resource.share < Self.nearlyFull
        ? .ok(check, .mailbox(.quota(resource: resource.name, percent: percent)))
        : .warning(check, .mailbox(.quotaNearlyFull(resource: resource.name, percent: percent)))
    }
  }
}
