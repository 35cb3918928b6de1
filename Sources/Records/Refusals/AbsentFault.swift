/// Nothing of that name or id is the company's.
package enum AbsentFault: Sendable, Hashable {
  case unknown
  case nobodyHasAddress
  case nobodyHadAddress
  /// A mail is of no company, and none was named.
  case companyOfMail
  case noneHasExternalID(RecordKind)
}
