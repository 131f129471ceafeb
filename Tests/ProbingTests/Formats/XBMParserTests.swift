import Probing
import Testing

struct XBMParserTests {
    private func error(_ text: String) -> ProbeError? { probeError(Array(text.utf8)) }

    @Test(
        "The definitions give the size",
        arguments: [
            "#define a_width 16\n#define a_height 32\nstatic char a_bits[] = {\n 0x00",
            "#define a_height 32\r\n#define\ta_width\t16\r\nstatic unsigned char a_bits[]={",
            "#define width 16\n#define height 32\nstatic short bits[] = {",
            "/* made by hand */\n#define a_b_width 16 /* #define a_width 3 **/\n#define a_b_height 32\n"
                + "#define a_x_hot -1\n#define a_y_hot 2\n\nstatic const unsigned char a_b_bits[64] = {",
            "#define my-icon.2_width 16\n#define my-icon.2_height 32\nstatic char my-icon.2_bits[] = {",
            "#define a_width 16\n#define a_width 16\n#define a_height 32\nstatic char a_bits[] = {",
        ])
    func definitions(text: String) throws {
        let header = try probe(Array(text.utf8))
        #expect(header == ImageHeader(format: .xbm, rawWidth: 16, rawHeight: 32))
    }

    @Test(
        "Other source code is no image",
        arguments: [
            "#define a_width 16\n#define a_height 32\nint a_bits[] = {",
            "#define a_width 16\n#define a_height 32\nstatic int a_bits[] = {",
            "#define a_width 16\n#define a_height 32\nstatic char a_bytes[] = {",
            "#define a_width 16\n#define a_height 32\nstatic char a_bits[] = x {",
            "#define a_width 16\n#define a_height 32\nstatic char a_bits = {",
            "#define a_width 16\nstatic char a_bits[] = {",
            "#define a_depth 16\n#define a_height 32\nstatic char a_bits[] = {",
            "#define awidth 16\n#define aheight 32\nstatic char a_bits[] = {",
            "#define a_width 16\n#define b_width 17\n#define a_height 32\nstatic char a_bits[] = {",
            "#define a_width 0\n#define a_height 32\nstatic char a_bits[] = {",
            "#define a_width -16\n#define a_height 32\nstatic char a_bits[] = {",
            "#define a_width (16)\n#define a_height 32\nstatic char a_bits[] = {",
            "#define a_width 16u\n#define a_height 32\nstatic char a_bits[] = {",
            "#define a_width 99999999999999999999999\n#define a_height 32\nstatic char a_bits[] = {",
            "#define a_width 16\n#include <a.h>\n", "/* CSS */ body { width: 16px }", "/ * a", "/* a */ // b\n",
            "#define a\u{0}_width 16\n", "#defined a_width 16\n",
            String(repeating: "#define a_depth 16\n", count: 9),
        ])
    func otherSource(text: String) {
        #expect(error(text) == .notAnImage)
    }

    @Test("Source cut short is truncated")
    func cutSource() {
        #expect(error("#define a_width 16\n#define a_height 3") == .truncated(expected: 38))
        #expect(error("/* made") == .truncated(expected: 8))
    }
}
