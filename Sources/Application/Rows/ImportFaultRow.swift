import Records
import Store

/// A fault of a file that was refused.
package struct ImportFaultRow: Encodable, Sendable {
  /// The line of the file that the row begins on, from 1.
  package let line: Int
  /// The key of the field that the fault is in.
  package let field: String?
  package let code: ErrorCode
  package let message: String

  /// `message` has the words of the fault's refusal.
  package init(_ fault: ImportFaults.Fault, _ message: (Refusal) -> String) {
    line = fault.line
    field = fault.refusal.field?.rawValue
    code = ErrorCode(fault.refusal.code)
    self.message = message(fault.refusal)
  }
}
