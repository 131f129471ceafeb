# The formula for Homebrew on Linux, which builds from source.
class Proofsheet < Formula
  desc "Check the images that article records name, and repair what is said of them"
  homepage "@REPOSITORY@"
  url "@REPOSITORY@/releases/download/v@VERSION@/proofsheet-@VERSION@.tar.gz"
  sha256 "@SHA256@"
  license "MIT"

  depends_on "pkgconf" => :build
  depends_on "swift" => :build
  depends_on "curl"
  depends_on "expat"
  depends_on "jpeg-turbo"
  depends_on "libavif"
  depends_on "libdeflate"
  depends_on "libpng"
  depends_on :linux
  depends_on "mimalloc"
  depends_on "openssl@3"
  depends_on "sqlite"
  depends_on "webp"
  depends_on "zlib"

  def install
    flags = %w[--disable-sandbox --configuration release --static-swift-stdlib]
    system "swift", "build", *flags, "--product", "proofsheet"
    program = Utils.safe_popen_read("swift", "build", *flags, "--show-bin-path").chomp
    system "make", "install-files", "PREFIX=#{prefix}", "PROGRAM=#{program}/proofsheet"
  end

  test do
    system bin/"proofsheet", "demo", testpath/"site"
  end
end
