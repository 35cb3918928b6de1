import Records

/// The append-only record of everything that happened at one company.
package struct CustomerLog: Sendable {
  let company: CompanyID
  let engine: any Engine
}
