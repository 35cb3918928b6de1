import Records
import Store

/// A kept mail, and the company that it is released to.
package struct ReleaseTarget: Sendable {
  let mail: Mail
  package let scope: CompanyScope
}
