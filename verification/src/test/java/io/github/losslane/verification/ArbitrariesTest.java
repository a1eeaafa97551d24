package io.github.losslane.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomGenerator;

/** The generators of the property tests, found by reflection: none is constant or nearly so. */
class ArbitrariesTest {

    private static final int TRIES = 400;

    /** Far fewer than come of the poorest, far more than of a generator that ignores its source of randomness. */
    private static final int LEAST = TRIES / 8;

    @Example
    void samplesDiffer() throws Exception {
        for (Method provider : providers().toList()) {
            RandomGenerator<?> generator = arbitrary(provider).generator(1000);
            Random random = new Random(1);
            Set<String> samples = Stream.generate(() -> text(generator.next(random).value()))
                    .limit(TRIES)
                    .collect(Collectors.toSet());
            assertThat(samples).as(name(provider)).hasSizeGreaterThan(LEAST);
        }
    }

    @Example
    void everyFamilyWithPropertiesIsLookedAt() throws IOException {
        assertThat(providers().map(ArbitrariesTest::name))
                .contains("FloatPointwisePropertyTest.rows", "DoubleSoftmaxPropertyTest.rows", "FloatHeadPropertyTest.losses")
                .hasSizeGreaterThan(10);
    }

    private static Stream<Method> providers() throws IOException {
        return ClassFiles.in(ChildJvm.origin(ArbitrariesTest.class)).keySet().stream()
                .filter(name -> name.endsWith("PropertyTest"))
                .flatMap(name -> Arrays.stream(load(name).getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Provide.class));
    }

    private static String name(Method provider) {
        return provider.getDeclaringClass().getSimpleName() + "." + provider.getName();
    }

    private static Arbitrary<?> arbitrary(Method provider) throws ReflectiveOperationException {
        Constructor<?> constructor = provider.getDeclaringClass().getDeclaredConstructor();
        constructor.setAccessible(true);
        provider.setAccessible(true);
        return (Arbitrary<?>) provider.invoke(constructor.newInstance());
    }

    /** Everything a sample holds, records and arrays opened. */
    private static String text(Object sample) {
        if (sample instanceof float[] floats) {
            return Arrays.toString(floats);
        }
        if (sample instanceof double[] doubles) {
            return Arrays.toString(doubles);
        }
        if (sample instanceof int[] ints) {
            return Arrays.toString(ints);
        }
        if (!(sample instanceof Record)) {
            return String.valueOf(sample);
        }
        return Arrays.stream(sample.getClass().getRecordComponents())
                .map(component -> text(value(component, sample)))
                .collect(Collectors.joining(", "));
    }

    private static Object value(RecordComponent component, Object record) {
        try {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (ReflectiveOperationException exception) {
            throw new LinkageError(component.toString(), exception);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException impossible) {
            throw new LinkageError(name, impossible);
        }
    }
}
