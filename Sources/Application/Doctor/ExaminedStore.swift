import Platform
import Store

/// A store that may be unsound, or not there, and the ways in which its engine opens it.
package struct ExaminedStore: Sendable {
  let directory: String
  /// The paths of minicrm's files there, but for the contents, whether they are there or not.
  let ownPaths: [String]
  /// The paths of what minicrm hasn't made there.
  let strangers: @Sendable () throws -> [String]
  /// Opens the database for a close look. Blocks.
  let examine: @Sendable () throws -> any Examination
  /// Opens the store for reading, where it is as it should be.
  let inspect: @Sendable () async throws -> Store

  package init(
    in directory: String, ownPaths: [String],
    strangers: @escaping @Sendable () throws -> [String],
    examine: @escaping @Sendable () throws -> any Examination,
    inspect: @escaping @Sendable () async throws -> Store
  ) {
    self.directory = directory
    self.ownPaths = ownPaths
    self.strangers = strangers
    self.examine = examine
    self.inspect = inspect
  }

  /// The owner of the directory; nil where there is none.
  var owner: SystemUser? { FileState(directory)?.owner }

  var isOwn: Bool { owner == .current }

  /// Lets `work` look at the database, off the cooperative pool; a cancelled task ends the look.
  func examined<Value: Sendable>(
    _ work: @escaping @Sendable (any Examination) throws -> Value
  ) async throws -> Value {
    let examination = try examine()
    return try await Check.blocking(interrupt: { examination.interrupt() }) {
      try work(examination)
    }
  }
}
