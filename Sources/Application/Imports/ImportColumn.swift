/// The columns that a file of one kind may have; each raw value is the name in the header row.
protocol ImportColumn: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
  /// The columns without which no row makes sense, when `columns` are there: of each group one.
  static func required(besides columns: Set<Self>) -> [[Self]]
}

enum CustomerColumn: String, ImportColumn {
  case name, businessID, email, phone, externalID

  static func required(besides columns: Set<Self>) -> [[Self]] {
    columns.contains(.externalID) ? [] : [[.name]]
  }
}

enum ContactColumn: String, ImportColumn {
  case customer, customerExternalID, name, role, email, phone, externalID

  static func required(besides columns: Set<Self>) -> [[Self]] {
    columns.contains(.externalID) ? [] : [[.customer, .customerExternalID], [.name]]
  }
}
