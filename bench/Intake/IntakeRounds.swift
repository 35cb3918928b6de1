import Foundation
import TestKit

/// The rounds over one mailbox: in each the peers read it one after the other.
struct IntakeRounds {
  let mailbox: IntakeMailbox
  let contents: IntakeContents
  let world: IntakeWorld
  let peers: [(name: IntakePeerName, peer: any IntakePeer)]
  /// Below it every run has a directory.
  let outputs: TemporaryDirectory

  /// In the order of the peers.
  func measure(_ link: IntakeLink, rounds: Int) async throws -> [IntakeFigures] {
    for user in Set(peers.map { self.user(of: $0.name) }) {
      // The server gets to know the mails, and has them in memory.
      _ = try await RawFetchPeer().run(world.server(link, user: user), contents, in: "")
    }
    var runs = peers.map { (name: $0.name, runs: [MeasuredRun]()) }
    for round in 0..<rounds {
      for (index, (name, peer)) in peers.enumerated() {
        let directory = try outputs.makeFolder("\(mailbox)-\(link)-\(round)-\(name)")
        let server = world.server(link, user: user(of: name))
        runs[index].runs.append(try await peer.run(server, contents, in: directory))
        if !mailbox.keepsOutputs { try FileManager.default.removeItem(atPath: directory) }
      }
    }
    let raw = runs[0].runs
    return runs.map { name, runs in
      IntakeFigures(
        mailbox: mailbox, link: link, peer: name, contents: contents, runs: runs, raw: raw)
    }
  }

  private func user(of peer: IntakePeerName) -> String {
    peer == .minicrmMoving ? IntakeWorld.movingUser : mailbox.user
  }
}
