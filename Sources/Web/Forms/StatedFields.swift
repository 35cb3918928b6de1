import Records

extension CompanyForm {
  /// The edits of a record's stated fields that the form has.
  func edits<Record: StatedRecord>(of type: Record.Type = Record.self) -> FieldEdits<Record> {
    var edits = FieldEdits<Record>()
    for stated in Record.fields { edits[stated.field] = edit(stated.field) }
    return edits
  }
}

extension FormInput {
  /// The inputs of a record's stated fields, in their order.
  static func inputs<Record: StatedRecord>(of texts: FieldTexts<Record>?) -> [FormInput] {
    Record.fields.map(\.field).map { field in
      let kind: Kind =
        switch field {
        case .notes: .area
        case .email: .line("email")
        case .phone: .line("tel")
        default: .line("text")
        }
      return FormInput(field, kind, value: texts?[field], isRequired: field == .name)
    }
  }
}
