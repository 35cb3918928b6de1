import CCurl
import FoundationEssentials

extension CurlHandle {
  /// The certificate of the connection that was made; nil without TLS.
  var certificate: ServerCertificate? {
    var found: UnsafeMutablePointer<curl_certinfo>?
    guard minicrm_curl_get_certificates(curl, &found) == CURLE_OK, let chain = found?.pointee
    else { return nil }
    let ends = (0..<Int(chain.num_of_certs)).compactMap { index in
      Self.expiry(in: chain.certinfo[index])
    }
    return ends.min().map(ServerCertificate.init(expiresAt:))
  }

  /// From one certificate's fields, `Name:value` each.
  private static func expiry(in fields: UnsafeMutablePointer<curl_slist>?) -> Date? {
    let name = "Expire date:"
    var next = fields
    while let field = next?.pointee {
      let text = String(cString: field.data)
      if text.hasPrefix(name) {
        return ServerCertificate.date(String(text.dropFirst(name.count)))
      }
      next = field.next
    }
    return nil
  }
}
