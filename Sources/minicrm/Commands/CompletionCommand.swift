import ArgumentParser

/// `minicrm completion`
struct CompletionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completion", abstract: "Print a script that completes commands in your shell.",
    discussion: """
      Examples: minicrm completion bash > /etc/bash_completion.d/minicrm; \
      minicrm completion zsh > "${fpath[1]}/_minicrm"; \
      minicrm completion fish > ~/.config/fish/completions/minicrm.fish
      """)
  @Argument(help: "bash, zsh or fish.") var shell: Shell

  enum Shell: String, ExpressibleByArgument, CaseIterable {
    case bash, zsh, fish

    fileprivate var completed: CompletionShell {
      switch self {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    }
  }

  func run() throws {
    try OutputFile.standard.print(MinicrmCommand.completionScript(for: shell.completed))
  }
}
