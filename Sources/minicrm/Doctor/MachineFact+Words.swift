import Application
import Foundation

extension MachineFact {
  var words: FindingWords {
    switch self {
    case .clock(let now): FindingWords("\(now.formatted(.iso8601)), kept right")
    case .clockLoose(let now):
      FindingWords(
        "\(now.formatted(.iso8601)), but nothing keeps it right",
        "install systemd-timesyncd or chrony, unless the machine's host keeps it")
    case .clockBack(let now, let read):
      FindingWords(
        "it is \(now.formatted(.iso8601)), but a mailbox was read at "
          + read.formatted(.iso8601),
        "set the clock (timedatectl): it went back, and reminders wait for it")
    case .serversClock(let seconds):
      FindingWords(
        "the mail server's is \(seconds) s away from ours",
        "one of the two is wrong (timedatectl)")
    case .zones(let zones): FindingWords(zones.joined(separator: ", "))
    case .zonesUnknown(let zones):
      FindingWords(
        "this machine doesn't know \(zones.joined(separator: ", "))", "apt install tzdata")
    }
  }
}
