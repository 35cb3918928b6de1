import Glibc

/// The programs of others that files are read by.
package enum PreviewPrograms {
  private static let names = ["pdfinfo", "pdftoppm", "pdftotext", "vipsheader", "vipsthumbnail"]

  /// The names of those that aren't installed.
  package static func missing() -> [String] {
    names.filter { access(ConfinedProgram.folder + $0, X_OK) != 0 }
  }
}
