/// The cause of a refusal, by topics.
package enum Fault: Sendable, Hashable {
  case text(TextFault)
  case number(NumberFault)
  case time(TimeFault)
  case absent(AbsentFault)
  case name(NameFault)
  case taken(TakenFault)
  case place(PlaceFault)
  case state(StateFault)
  case mail(MailFault)
  case request(RequestFault)
  case importing(ImportFault)
  case table(TableFault)
  case column(ColumnFault)
  case line(LineFault)
  case file(FileFault)

  package var code: Refusal.Code {
    switch self {
    case .absent: .notFound
    case .importing(.twoCustomers), .importing(.twoContacts), .taken(.byGroups), .name:
      .ambiguous
    case .taken: .conflict
    default: .refused
    }
  }
}
