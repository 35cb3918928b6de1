import Application

/// A command did not do what was asked: what failed, on what, what to do. Exit code 1.
struct Failure: Error, CustomStringConvertible {
  /// Programs know a failure by its code.
  let code: ErrorCode
  let description: String

  init(_ code: ErrorCode, _ description: String) {
    self.code = code
    self.description = description
  }
}
