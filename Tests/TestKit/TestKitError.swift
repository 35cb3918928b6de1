import Glibc

/// Something that the test kit itself could not do; not a finding about the product.
package struct TestKitError: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}

/// The text of `errno` as the last failing call of the C library left it.
func lastSystemError() -> String { String(cString: strerror(errno)) }
