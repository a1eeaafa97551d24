package io.github.losslane.verification.math;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.github.losslane.simd.math.DoubleExp;
import io.github.losslane.simd.math.FloatExp;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The loops of exp are larger than what the second compiler inlines, so each is compiled alone (kernels/README.md 37). */
class LoopSizeTest {

    @ParameterizedTest
    @ValueSource(classes = {FloatExp.class, DoubleExp.class})
    void loopsOfExpAreNotInlined(Class<?> kernel) throws IOException {
        int limit = Integer.parseInt(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption("FreqInlineSize")
                .getValue());
        assertThat(sizes(kernel))
                .containsKeys("ordinary", "negativeMagnitudes", "differences", "inWindow")
                .allSatisfy((loop, bytes) -> assertThat(bytes).as("%s, bytes of bytecode", loop).isGreaterThan(limit));
    }

    /** Private methods that return how far they came. */
    private static Map<String, Integer> sizes(Class<?> kernel) throws IOException {
        try (InputStream file = kernel.getResourceAsStream(kernel.getSimpleName() + ".class")) {
            return ClassFile.of().parse(file.readAllBytes()).methods().stream()
                    .filter(method -> method.methodType().stringValue().endsWith(")I"))
                    .collect(Collectors.toMap(
                            method -> method.methodName().stringValue(),
                            method -> method.findAttribute(Attributes.code())
                                    .map(CodeAttribute::codeLength)
                                    .orElseThrow()));
        }
    }
}
