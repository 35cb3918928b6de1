import GRDB
import Records

extension Row {
  /// A reason, from the columns `reasonCode` and `reasonArguments`.
  func reason<Code: ReasonCode>() throws -> Reason<Code> {
    let hasArguments = (self["reasonArguments"] as String?) != nil
    return Reason(
      try choice("reasonCode"),
      hasArguments ? try known("reasonArguments", ReasonArguments.init(stored:)) : [])
  }
}
