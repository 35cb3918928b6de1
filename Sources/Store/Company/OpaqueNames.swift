import Foundation
import Platform
import Records

/// Names of what strangers get to see, a list of mails or an event of a calendar, that say nothing:
/// not how many there are, and not whose. They are made of a secret of the store and so stay the
/// same, in a restored store too.
struct OpaqueNames {
  /// 16 of a digest's 32 bytes: nobody finds the secret by them, and no two names are the same.
  private static let byteCount = 16

  private let secret: [UInt8]

  init(in transaction: Transaction) throws {
    let secret = try transaction.value(
      "SELECT secret FROM installation WHERE id = 1", as: [UInt8].self)
    guard let secret else {
      throw StoreError(
        kind: .corrupt, subject: "table installation", cause: "it is empty",
        suggestion: "restore the last backup")
    }
    self.secret = secret
  }

  func name(of company: CompanyID) -> String { name("company", company.rawValue) }

  func name(of task: TaskID) -> String { name(TaskID.noun, task.rawValue) }

  private func name(_ noun: String, _ id: Int64) -> String {
    let digest = Digest(of: secret + Array("\(noun) \(id)".utf8))
    return Hexadecimal.text(Array(digest.bytes.prefix(Self.byteCount)))
  }
}
