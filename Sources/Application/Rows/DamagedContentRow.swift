import Foundation
import Store

/// A content whose file is not as it was filed.
package struct DamagedContentRow: Encodable, Sendable {
  package let sha256: String
  package let file: String
  package let fault: String
  package let since: Date
  package let owners: String

  package init(_ content: DamagedContent) {
    sha256 = content.sha256.hexadecimal
    file = content.file
    fault = content.fault
    since = content.foundAt
    owners = content.owners
  }
}
