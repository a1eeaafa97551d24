package io.github.losslane.verification.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.github.losslane.simd.math.DoubleExp;
import io.github.losslane.simd.math.FloatExp;
import io.github.losslane.simd.pointwise.DoubleExponential;
import io.github.losslane.simd.pointwise.FloatExponential;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The loops of exp are larger than what the second compiler inlines, so each is compiled alone (kernels/README.md 37). */
class LoopSizeTest {

    @ParameterizedTest
    @MethodSource("loops")
    void loopsOfExpAreNotInlined(Class<?> kernel, List<String> loops) throws IOException {
        int limit = Integer.parseInt(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption("FreqInlineSize")
                .getValue());
        assertThat(sizes(kernel))
                .containsKeys(loops.toArray(String[]::new))
                .allSatisfy((loop, bytes) -> assertThat(bytes).as("%s, bytes of bytecode", loop).isGreaterThan(limit));
    }

    static Stream<Arguments> loops() {
        List<String> ofExp = List.of("ordinary", "negativeMagnitudes", "differences", "inWindow");
        return Stream.of(
                arguments(FloatExp.class, ofExp),
                arguments(DoubleExp.class, ofExp),
                arguments(FloatExponential.class, List.of("ordinary")),
                arguments(DoubleExponential.class, List.of("ordinary")));
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
