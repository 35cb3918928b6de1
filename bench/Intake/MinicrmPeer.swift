import Foundation
import TestKit

/// The product on a copy of the store with the companies.
struct MinicrmPeer: IntakePeer {
  let world: IntakeWorld
  /// Mails go to `Processed` once they are filed; else they stay (`after: keep`).
  let moves: Bool

  func run(
    _ server: IntakeServer, _ contents: IntakeContents, in directory: String
  ) async throws -> MeasuredRun {
    let store = "\(directory)/store"
    try FileManager.default.copyItem(atPath: world.store, toPath: store)
    let ingest = IngestOnce(
      dovecot: world.dovecot, server: server, store: store,
      filed: moves ? "move:Processed" : "keep")
    let run = try await ingest.run()
    try ingest.check(contents)
    if moves { try await moveBack(contents, server) }
    return run
  }

  /// And reads them once, so that the server knows them as well as before.
  private func moveBack(_ contents: IntakeContents, _ server: IntakeServer) async throws {
    let moved = world.dovecot.count(in: "Processed", user: server.user)
    guard moved == contents.mails else { throw BenchFailure("\(moved) mails were moved") }
    try await world.moveBack()
    _ = try await RawFetchPeer().run(server, contents, in: "")
  }
}
