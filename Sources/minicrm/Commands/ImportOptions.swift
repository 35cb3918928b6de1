import ArgumentParser

/// How an import begins.
struct ImportOptions: ParsableArguments {
  @Flag(
    help: """
      Begin at the first row, and forget where imports of this kind at this company were cut off.
      """)
  var anew = false
}
