/// The words of a fault: its cause, and a suggestion.
extension Fault {
  var cause: Words {
    switch self {
    case .text(let fault): fault.cause
    case .number(let fault): fault.cause
    case .time(let fault): fault.cause
    case .absent(let fault): fault.cause
    case .name(let fault): fault.cause
    case .taken(let fault): fault.cause
    case .place(let fault): fault.cause
    case .state(let fault): fault.cause
    case .mail(let fault): fault.cause
    case .request(let fault): fault.cause
    case .importing(let fault): fault.cause
    case .table(let fault): fault.cause
    case .column(let fault): fault.cause
    case .line(let fault): fault.cause
    case .file(let fault): fault.cause
    }
  }

  /// Nil where the cause says all.
  var suggestion: Words? {
    switch self {
    case .text(let fault): fault.suggestion
    case .number(let fault): fault.suggestion
    case .time(let fault): fault.suggestion
    case .absent(let fault): fault.suggestion
    case .name(let fault): fault.suggestion
    case .taken(let fault): fault.suggestion
    case .place(let fault): fault.suggestion
    case .state(let fault): fault.suggestion
    case .mail(let fault): fault.suggestion
    case .request(let fault): fault.suggestion
    case .importing(let fault): fault.suggestion
    case .table(let fault): fault.suggestion
    case .column(let fault): fault.suggestion
    case .line(let fault): fault.suggestion
    case .file(let fault): fault.suggestion
    }
  }
}
