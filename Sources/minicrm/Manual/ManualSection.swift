/// A part of the manual that no command's help has: a list under a heading.
struct ManualSection {
  let heading: String
  let entries: [(tag: [ManText.Piece], meaning: String)]
}

extension ManualPage {
  /// Before the commands.
  static let opening = [
    ManualSection(
      heading: "OPTIONS",
      entries: [
        (
          [.typed("--config "), .meant("file")],
          "The settings file, for every command on the store."
        ),
        ([.typed("--json")], "JSON on standard output, for every command that shows something."),
        ([.typed("--help")], "What a command does and takes."),
        ([.typed("--version")], "The program's version."),
      ])
  ]

  /// After them.
  static let closing = [
    ManualSection(
      heading: "EXIT STATUS",
      entries: [
        ([.plain("0")], "Done."),
        ([.plain("1")], "Failed; standard error says what, on what, and what to do."),
        ([.plain("2")], "Unhealthy (status)."),
        ([.plain("64")], "The command line was wrong."),
        ([.plain("78")], "The settings are wrong."),
      ]),
    ManualSection(
      heading: "ENVIRONMENT",
      entries: [
        ([.typed("MINICRM_CONFIG")], "The settings file, where --config is not given."),
        (
          [.typed("MINICRM_COMPANY")],
          "The company's slug, for every command that takes --company, where it is not given."
        ),
        (
          [.typed("MINICRM_AS")],
          "Who acts, for every command that takes --as, where it is not given."
        ),
        (
          [.typed("CREDENTIALS_DIRECTORY")],
          "Where the credentials are that the settings name; systemd sets it."
        ),
      ]),
    ManualSection(
      heading: "FILES",
      entries: [
        ([.meant(Settings.defaultPath)], "The settings, where nothing names others."),
        (
          [.meant("/etc/minicrm/credentials/")],
          "The secrets that the settings name, a file each; the units hand them to the daemons."
        ),
        (
          [.meant("/var/lib/minicrm/")],
          "The store, by the settings as shipped: minicrm.sqlite, blobs and spool."
        ),
      ]),
  ]
}
