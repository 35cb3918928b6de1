import Foundation
import MailTransport

/// One mailbox: connected, logged in, its folders, its room, and what waits there. Nothing is
/// changed on the server.
struct MailboxCheck: Sendable {
  /// Of the room, from where on it is told of.
  private static let nearlyFull = 0.9

  private let mailbox: MailboxSettings
  private let storeDirectory: String

  init(_ mailbox: MailboxSettings, _ settings: Settings) {
    self.mailbox = mailbox
    storeDirectory = settings.storeDirectory
  }

  private var subject: String { "mailbox \(mailbox.name)" }

  var check: Check {
    Check(subject, within: ServerFindings.patience, late: ServerFindings.late) {
      try await findings()
    }
  }

  private func findings() async throws -> [Finding] {
    let access = mailbox.access
    let session: IMAPSession
    do {
      session = try await access.connect()
    } catch let error as IMAPError {
      return [failure(error)]
    } catch let error as TokenError {
      return [.failed("\(subject): login", error.message, error.suggestion)]
    } catch {
      return [.failed("\(subject): connection", "\(error)")]
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
  private func failure(_ error: IMAPError) -> Finding {
    let part =
      switch error.kind {
      case .login, .unavailable, .throttled: "login"
      case .certificate: "certificate"
      default: "connection"
      }
    return .failed("\(subject): \(part)", "\(error.subject): \(error.message)", error.suggestion)
  }

  private func look(
    at session: IMAPSession, _ source: any CredentialSource
  ) async throws -> [Finding] {
    let endpoint = session.endpoint
    let connection = ServerFindings.connection(
      "\(subject): connection", to: "\(endpoint.host):\(endpoint.port)",
      try await session.certificate(), now: Date())
    return [
      connection,
      ServerFindings.login("\(subject): login", as: endpoint.username, source, now: Date()),
      await capabilityFinding(session), try await folderFinding(session),
    ] + (try await targetFindings(session)) + (try await quotaFindings(session))
  }

  private func capabilityFinding(_ session: IMAPSession) async -> Finding {
    let check = "\(subject): capabilities"
    let lacking = await session.lacking(["IDLE", "MOVE", "UIDPLUS"])
    var losses: [String] = []
    if lacking.contains("IDLE"), mailbox.idle {
      losses.append("no IDLE: new mail is noticed at the next poll only")
    }
    if lacking.contains("UIDPLUS"), lacking.contains("MOVE"), movesOrDeletes {
      losses.append("neither MOVE nor UIDPLUS: mails stay where they were, marked as deleted")
    }
    return losses.isEmpty
      ? .ok(check, "all that is used here")
      : .warning(check, losses.joined(separator: ", "), "it works all the same")
  }

  private var movesOrDeletes: Bool {
    [mailbox.after.filed, mailbox.after.other].contains { $0 != .keep && $0 != .seen }
  }

  private func folderFinding(_ session: IMAPSession) async throws -> Finding {
    let check = "\(subject): folder"
    do {
      let folder = try await session.select(mailbox.folder)
      let known = await FolderKnowledge(of: mailbox.name, folder, in: storeDirectory)
      let (waiting, passed) = try await countWaiting(on: session, known)
      let text = "\(mailbox.folder) with \(folder.exists) mails, of which \(waiting) wait"
      let isSetBack = known?.isSetBack ?? false
      guard isSetBack || passed > 0 else { return .ok(check, text) }
      let reason =
        isSetBack
        ? "the server has set the folder back"
        : "\(passed) of them have older UIDs than what was read"
      return .warning(
        check, "\(text); \(reason)", "minicrm ingest notices it by itself, within the hour")
    } catch let error as IMAPError {
      return .failed(check, "\(error.subject): \(error.message)", error.suggestion)
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
      let isThere = try await session.hasFolder(target)
      findings.append(
        .ok("\(subject): folder", isThere ? target : "\(target) is made when it is needed"))
    }
    return findings
  }

  private func quotaFindings(_ session: IMAPSession) async throws -> [Finding] {
    let check = "\(subject): quota"
    let resources = try await session.quota(of: mailbox.folder).flatMap(\.resources)
    return resources.filter { $0.limit > 0 || $0.used > 0 }.map { resource in
      let percent = Int((resource.share * 100).rounded(.down))
      let text = "\(percent) % of the room used (\(resource.name))"
      return resource.share < Self.nearlyFull
        ? .ok(check, text)
        : .warning(check, text, "empty the folders of settled mails, or have the quota raised")
    }
  }
}
