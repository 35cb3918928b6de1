extension Int64 {
  /// The number after a stored one; what is stored may be the greatest that there is.
  package func following(in subject: String) throws(StoreError) -> Int64 {
    guard self < .max else {
      throw StoreError(
        kind: .corrupt, subject: subject, cause: "its numbers have come to an end",
        suggestion: "restore the last backup")
    }
    return self + 1
  }
}
