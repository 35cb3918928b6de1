import Glibc
import Records

extension BlobReference {
  /// True when a file is there in the content's full length.
  package func hasFile(at path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
      && Int64(status.st_size) == size
  }
}
