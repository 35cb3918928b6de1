import Platform
import Records

/// The options of an erasure; whose data it takes is stated apart.
package struct ErasureRequest: Sendable, Hashable {
  /// Characters that a further name has at least.
  private static let shortest = 3

  /// Further names, addresses and numbers that the subject went by.
  package var also: [String]
  /// Texts about others that each of `also` may be found in; more is refused.
  package var mostOthers = 100
  /// Texts of invoices and payments that name the subject go as a whole; else the name only does.
  package var withInvoices = false
  /// Mails that wait for a decision go too; else they are told of, and stay as they are.
  package var withHeld = false
  /// Nothing is changed; the report says what would be.
  package var dryRun = false
  /// An erasure that was cut off, and was asked for otherwise, goes on as this request says.
  package var anew = false

  package init(also: [String] = []) { self.also = also }

  /// With further names as they are looked for; refused where one would be found in everything.
  func checked() throws(Refusal) -> ErasureRequest {
    var request = self
    request.also = []
    for text in also {
      let trimmed = FieldRule.trimmed(text)
      guard trimmed.count >= Self.shortest else {
        throw Refusal(
          of: .furtherName, given: trimmed, .request(.findsTooMuch(least: Self.shortest)))
      }
      if !request.also.contains(trimmed) { request.also.append(trimmed) }
    }
    return request
  }

  /// By which the same request is known again.
  var digest: Digest {
    let words = also.sorted() + ["\(withInvoices) \(withHeld)"]
    return Digest(of: words.map { "\($0.utf8.count):\($0)" }.joined())
  }
}
