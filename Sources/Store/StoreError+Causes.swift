import Foundation
import Glibc
import Platform
import Records

/// Turns errors of the operating system into lines that people can act on.
extension StoreError {
  /// The error of a call that the operating system refused, or of a file of the store that isn't as
  /// it should be.
  package init(_ error: SystemError) {
    let (kind, isHarmless): (Kind, Bool) =
      switch error.kind {
      case .noSpace: (.diskFull, true)
      case .readOnly, .noPermission: (.readOnly, true)
      case .other: (.io, true)
      case .busy: (.busy, false)
      case .misplaced: (.corrupt, false)
      case .anotherUsers, .unknown: (.refused, false)
      }
    let suggestions = [error.suggestion] + (isHarmless ? [Self.unharmed] : [])
    self.init(
      kind: kind, subject: error.subject, cause: error.cause,
      suggestion: suggestions.filter { !$0.isEmpty }.joined(separator: "; "))
  }

  /// Gives the value that a rule makes; where the rule forbids the value, the store refuses.
  static func refusing<Value>(
    _ body: @autoclosure () throws(Refusal) -> Value
  ) throws(StoreError) -> Value {
    do throws(Refusal) {
      return try body()
    } catch {
      throw StoreError(error)
    }
  }

  /// For a call that failed. `action` says what the call was to do.
  package static func system(
    _ number: ErrorNumber, _ action: String, subject: String
  ) -> StoreError {
    StoreError(SystemError(number, action, subject: subject))
  }

  /// Gives the value of `body`, which calls the system for the store; its errors become the
  /// store's.
  package static func translating<Value>(
    _ body: @autoclosure () throws(SystemError) -> Value
  ) throws(StoreError) -> Value {
    do throws(SystemError) {
      return try body()
    } catch {
      throw StoreError(error)
    }
  }

  /// An error thrown inside a database access on the store in `directory`, or on what `subject`
  /// says is there.
  package static func wrapping(
    _ error: any Error, directory: String, subject: String? = nil
  ) -> StoreError {
    if let error = error as? StoreError { return error }
    if let error = error as? SystemError { return StoreError(error) }
    if let error = error as? Refusal { return StoreError(error) }
    let subject = subject ?? "store " + directory
    return StoreError(kind: .io, subject: subject, cause: "\(error)", suggestion: unharmed)
  }

  /// True for errors of one row's values, false for those of the store's surroundings, which
  /// the next row would meet as well.
  package static func isAboutOneRow(_ error: any Error) -> Bool {
    if let error = error as? StoreError {
      switch error.kind {
      case .refused, .notFound: return true
      default: return false
      }
    }
    return error is Refusal
  }

  package static let unharmed = "nothing was lost, mail stays on the server"
}
