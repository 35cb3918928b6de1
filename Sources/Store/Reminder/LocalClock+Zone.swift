import Platform
import Records

extension LocalClock {
  /// Throws when this machine doesn't know the company's zone.
  package init(_ company: Company) throws(StoreError) {
    try self.init(zone: company.timeZone)
  }

  /// The system's rules are read, as they are now.
  package init(zone: Zone, in directory: ZoneDirectory = .system) throws(StoreError) {
    self.init(try StoreError.translating(directory.rules(of: zone)))
  }
}
