/// The next step of a person who is to agree.
package enum AgreementStep: Sendable, Hashable {
  /// To type a code in at a page, on any device, in time.
  case code(String, page: String, within: Duration)
  /// To open an address in a browser.
  case address(String)
}
