import Foundation
import TestKit

/// Measures intake over IMAP, from a mailbox to durable documents, beside what only downloads and
/// what a user would take instead. `IntakePlan` says which variables choose what.
enum IntakeBench {
  static func run() async throws {
    let plan = try IntakePlan()
    guard FileManager.default.isExecutableFile(atPath: Minicrm.executable) else {
      throw BenchFailure(
        "there is no \(Minicrm.executable): swift build -c release --product minicrm")
    }
    let world = try await IntakeWorld(for: plan.mailboxes)
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
    let contents = try world.fill(mailbox, for: mailbox.user, scale: plan.scale)
    // Moving is measured on ordinary mails only.
    let peers = peers.filter { mailbox == .ordinary || $0.name != .minicrmMoving }
    if peers.contains(where: { $0.name == .minicrmMoving }) {
      _ = try world.fill(mailbox, for: IntakeWorld.movingUser, scale: plan.scale)
    }
    let rounds = IntakeRounds(
      mailbox: mailbox, contents: contents, world: world, peers: peers, outputs: outputs)
    for link in plan.links {
      let figures = try await rounds.measure(link, rounds: plan.rounds)
      print(figures.map(\.line).joined(separator: "\n"))
      fflush(nil)
      results.figures += figures
      if let file = plan.resultFile { try results.write(to: file) }
    }
  }

  /// Those that can run here; for the others a line says why not.
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
