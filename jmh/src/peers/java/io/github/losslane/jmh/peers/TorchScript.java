package io.github.losslane.jmh.peers;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes TorchScript modules, so that a loss of libtorch is called without Python and without a file: the archive that
 * {@code torch.jit.save} would write, a zip of the source of one class and of one pickled instance of it.
 */
final class TorchScript {

    /** Pickle, protocol 2: an instance of {@code __torch__.Loss} without attributes. */
    private static final String INSTANCE = "\u0080\u0002c__torch__\nLoss\n)\u0081}b.";

    private static final String EMPTY_TUPLE = "\u0080\u0002).";

    /** What an archive says that needs no operator translated to today's. */
    private static final String VERSION = "10\n";

    private TorchScript() {}

    /** A module whose forward takes tensors of these names and returns the expression in the last line, after the others. */
    static InputStream module(String lines, String... arguments) throws IOException {
        int last = lines.lastIndexOf('\n') + 1;
        String source = "class Loss(Module):\n"
                + "  __parameters__ = []\n"
                + "  __buffers__ = []\n"
                + "  def forward(self: __torch__.Loss,\n    "
                + String.join(": Tensor,\n    ", arguments) + ": Tensor) -> Tensor:\n"
                + lines.substring(0, last).indent(4)
                + "    return " + lines.substring(last) + "\n";
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(archive)) {
            put(zip, "data.pkl", INSTANCE);
            put(zip, "code/__torch__.py", source);
            put(zip, "constants.pkl", EMPTY_TUPLE);
            put(zip, "version", VERSION);
        }
        return new ByteArrayInputStream(archive.toByteArray());
    }

    private static void put(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry("loss/" + name));
        zip.write(content.getBytes(StandardCharsets.ISO_8859_1));
        zip.closeEntry();
    }
}
