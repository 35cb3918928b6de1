import Foundation
import TestKit

/// Measures intake over IMAP, from a mailbox to durable documents, beside what only downloads and
/// what a user would take instead. `IntakePlan` says which variables choose what.
enum IntakeBench {
  static func run() async throws {
    let plan = try IntakePlan()
    try IngestOnce.requireProgram()
    let world = try await IntakeWorld(
      users: plan.mailboxes.map(\.user) + [IntakeWorld.movingUser])
    let peers = await peers(plan.peers, world)
    let outputs = try TemporaryDirectory(named: "intake-bench")
    defer { outputs.remove() }
    var results = IntakeResults(scale: plan.scale, rounds: plan.rounds)
    print("\n" + IntakeFigures.header)
    for mailbox in plan.mailboxes {
      try await measure(mailbox, plan, world, peers, in: outputs, into: &results)
    }
  }

  private static func measure(
    _ mailbox: IntakeMailbox, _ plan: IntakePlan, _ world: IntakeWorld,
    _ peers: [(name: IntakePeerName, peer: any IntakePeer)], in outputs: TemporaryDirectory,
    into results: inout IntakeResults
  ) async throws {
    let contents = try fill(mailbox.user, mailbox, plan, world)
    // Moving is measured on ordinary mails only.
    let peers = peers.filter { mailbox == .ordinary || $0.name != .minicrmMoving }
    if peers.contains(where: { $0.name == .minicrmMoving }) {
      _ = try fill(IntakeWorld.movingUser, mailbox, plan, world)
    }
    let rounds = IntakeRounds(
      mailbox: mailbox, contents: contents, world: world, peers: peers, outputs: outputs)
    for link in plan.links {
      let figures = try await rounds.measure(link, rounds: plan.rounds)
      print(figures.map(\.line).joined(separator: "\n"))
      fflush(nil)
      results.figures += figures
      try BenchResults.note(results, as: "intake")
    }
  }

  private static func fill(
    _ user: String, _ mailbox: IntakeMailbox, _ plan: IntakePlan, _ world: IntakeWorld
  ) throws -> IntakeContents {
    var writer = world.writer(mailbox)
    try world.fill(user, mailbox.mailCount(scale: plan.scale), from: &writer)
    return writer.contents
  }

  /// The peers that can run here; a line for each other one tells the obstacle.
  private static func peers(
    _ names: [IntakePeerName], _ world: IntakeWorld
  ) async -> [(name: IntakePeerName, peer: any IntakePeer)] {
    var peers: [(name: IntakePeerName, peer: any IntakePeer)] = []
    for name in names {
      do {
        peers.append((name, try await peer(name, world)))
      } catch {
        print("\(name.rawValue) is left out: \(error)")
      }
    }
    return peers
  }

  private static func peer(
    _ name: IntakePeerName, _ world: IntakeWorld
  ) async throws -> any IntakePeer {
    switch name {
    case .rawFetch: RawFetchPeer()
    case .minicrm: MinicrmPeer(world: world, moves: false)
    case .minicrmMoving: MinicrmPeer(world: world, moves: true)
    case .mbsync: try await MbsyncPeer(fsyncs: true)
    case .mbsyncWithoutFsync: try await MbsyncPeer(fsyncs: false)
    case .imapTools: try await IMAPToolsPeer()
    }
  }
}
