extension MailFault {
  var cause: Words {
    switch self {
    case .neverWhole:
      Words(
        "sen sisältö ei koskaan tullut kokonaan", "dess innehåll kom aldrig i sin helhet",
        "its content never came as a whole")
    case .notKept:
      Words(
        "sen sisältöä ei ole tallessa", "dess innehåll finns inte kvar",
        "its content is not kept")
    case .ofNoCompany:
      Words(
        "sähköposti ei kuulu millekään yritykselle", "meddelandet hör inte till något företag",
        "it belongs to no company")
    }
  }
}
