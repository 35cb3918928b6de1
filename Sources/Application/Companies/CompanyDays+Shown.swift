import Foundation
import Records

extension CompanyDays {
  /// A moment as people are shown it: `24.11.2026 8.05`, `2026-11-24 08:05` in Swedish and English.
  package func shown(_ instant: Date, in language: Language) -> String {
    let text = text(instant).dropLast(3)
    guard language == .finnish, let day = CivilDate(String(text.prefix(10))) else {
      return String(text)
    }
    return "\(day.text(in: language)) \(text.suffix(5).replacing(":", with: "."))"
  }
}
