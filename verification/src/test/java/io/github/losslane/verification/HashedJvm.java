package io.github.losslane.verification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A way to run the kernels, and the widest vectors it leaves. */
enum HashedJvm {

    /** What a service runs: everything is interpreted, then compiled by one and by the other; 1, 2 and 8 threads. */
    TIERED(512, "", "whole 1 2 8"),

    /** No compiler. */
    INTERPRETER(512, "-Xint", "brief 1"),

    /** Half the vectors of the widest. */
    BITS_256(256, "-XX:UseAVX=2", "whole 1"),

    /** A quarter. */
    BITS_128(128, "-XX:MaxVectorSize=16", "whole 1"),

    /** The first compiler alone. */
    C1(512, "-XX:TieredStopAtLevel=1", "whole 1"),

    /** The second compiler alone, at once: a method is compiled when it has run a few times, and the caller waits for it. */
    C2(512, "-XX:-TieredCompilation -XX:CompileThresholdScaling=0.002 -Xbatch -XX:+PrintCompilation", "whole 1");

    private final int bits;
    private final String options;
    private final String work;

    HashedJvm(int bits, String options, String work) {
        this.bits = bits;
        this.options = options;
        this.work = work;
    }

    /** The width of its vectors, on a processor with those of the JVM that asks. */
    int bits(int widest) {
        return Math.min(bits, widest);
    }

    /** Runs it. */
    Result run() {
        try {
            Path file = Files.createTempFile("hashes", ".txt");
            List<String> all = new ArrayList<>(ChildJvm.VECTOR);
            all.addAll(words(options).toList());
            String[] arguments = Stream.concat(Stream.of(file.toString()), words(work)).toArray(String[]::new);
            ChildJvm jvm = ChildJvm.run(all, KernelHash.class, arguments);
            Map<String, String> hashes = HashFile.parse(Files.readAllLines(file));
            Files.delete(file);
            return new Result(jvm, hashes);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /** What the options are. */
    String described() {
        return options.isEmpty() ? "no options" : options;
    }

    private static Stream<String> words(String text) {
        return Arrays.stream(text.split(" ", -1)).filter(word -> !word.isEmpty());
    }

    /**
     * What came of it.
     *
     * @param jvm how it ended, what it said
     * @param hashes by the names of kernels
     */
    record Result(ChildJvm jvm, Map<String, String> hashes) {}
}
