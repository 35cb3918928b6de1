import Foundation
import MailIngest
import Records
import Store
import TestKit

/// One mailbox on a server that has every kind of trouble, and what is to come of its mails.
struct MailboxModel {
  let place: Installation
  private let mailbox: FakeMailbox
  private let server: FakeIMAPServer
  private let source: Mailbox
  private var random: SeededGenerator
  private var backups: [FakeMailbox.Backup] = []
  private var uidValidity: UInt32 = 7
  /// The deliveries of each mail.
  private var deliveries: [String: Int] = [:]
  /// The contents that were delivered, by their tags.
  private var contents: [String: [UInt8]] = [:]
  private var seconds = 0
  /// The server never gives UIDs anew: only there is a mail never copied once more.
  private let keepsUIDs: Bool
  /// The steps so far, for a person who looks into a failure.
  private(set) var history: [String] = []

  init(seed: UInt64) async throws {
    var random = SeededGenerator(seed: seed)
    place = try await Installation()
    let capabilities: [Set<String>] = [
      ["IMAP4rev1", "MOVE", "UIDPLUS"], ["IMAP4rev1", "UIDPLUS"], ["IMAP4rev1"],
    ]
    let offered = capabilities[Int.random(in: 0..<3, using: &random)]
    mailbox = FakeMailbox(capabilities: offered)
    mailbox.configure(saysUIDNext: Int.random(in: 0..<4, using: &random) > 0)
    server = try FakeIMAPServer(serving: mailbox)
    let actions: [MailboxAction] = [.move(folder: "Processed"), .delete, .keep, .seen]
    let other: [MailboxAction] = [.move(folder: "Rejected"), .keep]
    source = place.mailbox(
      port: server.port, timeout: .seconds(5),
      after: AfterVerdict(
        filed: actions[Int.random(in: 0..<4, using: &random)],
        other: other[Int.random(in: 0..<2, using: &random)]))
    keepsUIDs = Bool.random(using: &random)
    self.random = random
    history = ["\(offered.sorted()) \(source.after)"]
  }

  // MARK: Steps

  mutating func step() async throws {
    switch Int.random(in: 0..<20, using: &random) {
    case 0..<7: deliver()
    case 7: backups.append(mailbox.backup())
    case 8 where !keepsUIDs: restore()
    case 9 where !keepsUIDs: replace()
    case 10: takeAway()
    case 11: setFault()
    case 12: wait()
    default: try await drain(disturbed: Int.random(in: 0..<3, using: &random) > 0)
    }
  }

  private mutating func deliver() {
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let isAgain = !contents.isEmpty && Int.random(in: 0..<8, using: &random) == 0
      let known = contents.keys.sorted()
      let tag =
        isAgain ? known[Int.random(in: 0..<known.count, using: &random)] : "m\(contents.count)"
      let isOurs = Int.random(in: 0..<6, using: &random) > 0
      let bytes =
        contents[tag]
        ?? SampleMail(to: isOurs ? place.address : "nobody@in.example.fi", subject: tag)
        .attaching(.pdf("\(tag).pdf", seed: tag)).bytes
      contents[tag] = bytes
      deliveries[tag, default: 0] += 1
      var message = FakeMailbox.Message(uid: 0, bytes)
      message.tag = tag
      message.internalDate = nextDate()
      mailbox.deliver(message)
      history.append("delivered \(tag) as \(mailbox.uids().last ?? 0)")
    }
  }

  private mutating func nextDate() -> String {
    seconds += 1
    let (minutes, second) = seconds.quotientAndRemainder(dividingBy: 60)
    return String(format: " 6-Mar-2026 10:%02d:%02d +0200", minutes % 60, second)
  }

  private mutating func restore() {
    guard !backups.isEmpty else { return }
    let index = Int.random(in: 0..<backups.count, using: &random)
    mailbox.restore(backups[index])
    history.append("restored backup \(index): \(mailbox.messages().map { "\($0.uid) \($0.tag)" })")
    // Enough new mail that the next UID tells nothing, now and then.
    if Int.random(in: 0..<2, using: &random) == 0 { for _ in 0..<3 { deliver() } }
  }

  private mutating func replace() {
    uidValidity += 1
    mailbox.configure(uidValidity: uidValidity)
    history.append("UIDVALIDITY \(uidValidity)")
  }

  /// Somebody else deletes a mail.
  private mutating func takeAway() {
    guard let uid = mailbox.uids().randomElement(using: &random) else { return }
    mailbox.remove(uid: uid)
    history.append("somebody deleted \(uid)")
  }

  private mutating func setFault() {
    guard let uid = mailbox.uids().randomElement(using: &random) else { return }
    let faults: [FakeMailbox.Fault?] = [
      nil, .refused, .refusedAs("INUSE"), .vanishes, .missing, .reset(after: 20), .stuck,
      .listedAs("* 1 FETCH (UID x"),
    ]
    let fault = faults[Int.random(in: 0..<faults.count, using: &random)]
    mailbox.setFault(fault, uid: uid)
    history.append("fault \(fault.map { "\($0)" } ?? "none") of \(uid)")
  }

  private mutating func wait() {
    place.clock.advance(by: TimeInterval(Int.random(in: 60...9_000, using: &random)))
    history.append("waited")
  }

  /// Drains, with one command that goes wrong, all from one on, or a kill at one.
  private mutating func drain(disturbed: Bool) async throws {
    place.clock.advance(by: 60)
    let moment = Int.random(in: 1...16, using: &random)
    let kind = Int.random(in: 0..<6, using: &random)
    let commands = Counter()
    let watch = place.watch(source)
    let task = Task {
      do {
        try await watch.drainOnce()
        return "drained"
      } catch {
        return "\(error)"
      }
    }
    if disturbed {
      mailbox.onCommand { command in
        let number = commands.next()
        if command.hasPrefix("LOGIN") || command == "CAPABILITY" { return nil }
        switch kind {
        case 0: return number == moment ? .resetBefore : nil
        case 1: return number == moment ? .resetAfter : nil
        case 2: return number == moment ? .answer("NO not this time") : nil
        case 3: return number >= moment ? .answer("NO [UNAVAILABLE] not now") : nil
        case 4: return number >= moment ? .resetAfter : nil
        default:
          if number == moment { task.cancel() }
          return nil
        }
      }
    }
    let outcome = await task.value
    mailbox.onCommand { _ in nil }
    history.append("drain \(disturbed ? "disturbed \(kind) at \(moment)" : ""): \(outcome)")
  }

  /// The server is well again, and days pass.
  mutating func recover() async throws {
    for _ in 0..<8 {
      for uid in mailbox.uids() { mailbox.setFault(nil, uid: uid) }
      place.clock.advance(by: 90_000)
      try await drain(disturbed: false)
    }
  }

  // MARK: What must be

  func faults() async throws -> [String] {
    var faults = history.last == "drain : drained" ? [] : ["the last drain failed"]
    let mails = try await place.store.mails()
    let settled = Set(mails.compactMap(\.subject))
    // A mail that could not be had is known by its UID alone.
    let failed = Set(mails.filter { $0.verdict == .failed && $0.subject == nil }.map(\.uid))
    for tag in Set(mailbox.taken).subtracting(settled) {
      faults.append("\(tag) was taken from the server without a verdict")
    }
    for message in mailbox.folders.flatMap(mailbox.messages(in:))
    where !settled.contains(message.tag) && !failed.contains(message.uid) {
      faults.append("\(message.tag) is on the server without a verdict")
    }
    let documents = try await place.acme.documents()
    for (name, same) in Dictionary(grouping: documents, by: \.fileName) where same.count > 1 {
      faults.append("\(name) is a document \(same.count) times")
    }
    let waiting = try await place.store.mailboxStates().map(\.waitingActions)
    if waiting != [0] { faults.append("\(waiting) actions wait") }
    return faults + copies()
  }

  /// There are never more of a mail than were delivered.
  private func copies() -> [String] {
    guard keepsUIDs else { return [] }
    let all = mailbox.folders.flatMap { folder in
      mailbox.messages(in: folder).filter { !$0.flags.contains("\\Deleted") }.map(\.tag)
    }
    return Dictionary(grouping: all, by: \.self).compactMap { tag, same in
      let most = deliveries[tag] ?? 0
      return same.count > most ? "\(tag) is there \(same.count) times, not \(most)" : nil
    }
  }
}
