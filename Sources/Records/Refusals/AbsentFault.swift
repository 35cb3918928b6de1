/// Nothing of that name or id is the company's.
package enum AbsentFault: Sendable, Hashable {
  case unknown
  case nobodyHasAddress
  /// No person of the company has or had the address, the removed ones included.
  case nobodyHadAddress
  case noneHasExternalID(RecordKind)
}
