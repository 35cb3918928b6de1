import Records

extension SQLRow {
  /// A reason, from the columns `reasonCode` and `reasonArguments`. Throws `StoreError` for a code
  /// that no release has written.
  func reason<Code: ReasonCode & SQLReadable>() throws(StoreError) -> Reason<Code> {
    let arguments: ReasonArguments? = try known("reasonArguments")
    return Reason(try known("reasonCode"), arguments ?? [])
  }
}
