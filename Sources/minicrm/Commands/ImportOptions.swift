import Application
import ArgumentParser
import Store

/// The manner in which a file is imported.
struct ImportOptions: ParsableArguments {
  @Flag(
    help: """
      Begin at the first row, and forget where imports of this kind at this company were cut off.
      """)
  var anew = false
  @Flag(help: "Only say what would be done, or what is wrong; nothing is changed.")
  var dryRun = false

  var manner: ImportManner { ImportManner(anew: anew, dry: dryRun) }

  /// Prints the tally of an import, and for people that a trial changed nothing.
  func deliver(_ tally: some PrintedRow, to output: OutputOptions) throws {
    let line = "Nothing was changed: that is what the file would do."
    try output.answer.deliver(tally, dryRun ? [line] : [])
  }
}
