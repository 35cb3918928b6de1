import Preview
import TestKit
import Testing

/// A file, and what is to come of it.
struct SampleFile: Sendable, CustomTestStringConvertible {
  enum Outcome: Sendable {
    /// An image so wide.
    case image(Int)
    case pages(Int, isWhole: Bool)
    /// A text that holds these words.
    case text(String)
    case refused(PreviewRefusal)
    /// An image or a refusal of the file, as the reader's luck will have it: but soon.
    case anything
  }

  let name: String
  let wish: PreviewWish
  let outcome: Outcome
  /// Returns the path.
  let make: @Sendable (TemporaryDirectory) async throws -> String

  init(
    _ name: String, _ wish: PreviewWish, _ outcome: Outcome,
    _ make: @escaping @Sendable (TemporaryDirectory) async throws -> String
  ) {
    (self.name, self.wish, self.outcome, self.make) = (name, wish, outcome, make)
  }

  init(
    _ name: String, _ wish: PreviewWish, _ outcome: Outcome,
    bytes: @escaping @autoclosure @Sendable () -> [UInt8]
  ) {
    self.init(name, wish, outcome) { try $0.write(bytes(), to: "file") }
  }

  var testDescription: String { name }
}

extension PreviewWish {
  static let first = PreviewWish.page(1, width: 800)
}
