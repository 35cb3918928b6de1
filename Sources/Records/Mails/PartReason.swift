/// Why a part of a mail got its verdict.
package typealias PartReason = Reason<PartReasonCode>

extension PartReason {
  package static func beyondLimit(_ limit: PartLimit) -> PartReason {
    PartReason(.beyondLimit, [.text(limit.rawValue)])
  }

  package static func image(_ place: ImagePlace) -> PartReason {
    PartReason(.image, [.text(place.rawValue)])
  }

  package static func smallImage(bytes: Int64, _ place: ImagePlace) -> PartReason {
    PartReason(.smallImage, [.number(bytes), .text(place.rawValue)])
  }

  package static func older(_ sentence: String) -> PartReason {
    PartReason(.older, [.words(sentence)])
  }
}
