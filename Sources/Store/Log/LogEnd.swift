/// Where a company's log ends, as far as it is known; what is nil has to be looked up.
struct LogEnd: Sendable {
  /// The last entry of any company.
  var last: LogEntryID?
  /// The last place of its second, of any company.
  var place: LogPlace?
  /// The hash of the company's last entry.
  var head: [UInt8]?
}
