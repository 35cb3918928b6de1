import Application
import ArgumentParser

/// The options of an import's beginning.
struct ImportOptions: ParsableArguments {
  @Flag(
    help: """
      Begin at the first row, and forget where imports of this kind at this company were cut off.
      """)
  var anew = false

  /// The import of a table in a file.
  func table(_ path: String) throws -> TableImport {
    let input = try InputFile(path)
    let bytes = try input.contents(atMost: TextFile.limit, "import it in several files")
    return TableImport(try TextFile(bytes, name: input.name), anew: anew)
  }
}
