package io.github.losslane.verification.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.losslane.Kernels;
import io.github.losslane.Loss;
import io.github.losslane.softmax.ClassWeights;
import io.github.losslane.verification.ChildJvm;
import io.github.losslane.verification.ClassFiles;
import io.github.losslane.verification.calls.LossCatalogue;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every public constructor and static method of core, and every method that changes a loss, with wrong parameters: it
 * returns, or it throws one of the three documented exceptions, which names a parameter. No record holds a NaN.
 */
class ParametersTest {

    private static final long SEED = Long.getLong("wrong.seed", 1);
    private static final int CALLS = 400;

    private static final List<Double> DOUBLES = List.of(
            Double.NaN, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -1.0, -Double.MIN_VALUE, -0.0, 0.0,
            Double.MIN_VALUE, 0.5, 1.0, 1.5, 2.0, 100.0, 1e300, Double.MAX_VALUE, -Double.MAX_VALUE);

    /** Workspaces of these sizes fit into memory. */
    private static final List<Integer> INTS = List.of(Integer.MIN_VALUE, -100, -1, 0, 1, 2, 3, 8, 16, 17, 100);

    private static final Class<?> NULL_POINTER = NullPointerException.class;

    @TestFactory
    Stream<DynamicTest> wrongParametersAreNamed() throws IOException {
        return executables().map(executable -> dynamicTest(executable.toString(), () -> {
            SplittableRandom random = new SplittableRandom(SEED * 31 + executable.toString().hashCode());
            for (int i = 0; i < CALLS; i++) {
                Object[] arguments = Arrays.stream(executable.getParameterTypes())
                        .map(type -> argument(type, random))
                        .toArray();
                assertReturnsOrNames(executable, target(executable, random), arguments);
            }
        }));
    }

    private static Stream<Executable> executables() throws IOException {
        return ClassFiles.in(ChildJvm.origin(Loss.class)).keySet().stream()
                .filter(name -> !name.contains(".internal.") && !name.contains(".reference."))
                .map(ParametersTest::load)
                .filter(type -> Modifier.isPublic(type.getModifiers()) && !type.isEnum())
                .flatMap(type -> Stream.concat(
                        Arrays.stream(type.getConstructors()),
                        Arrays.stream(type.getDeclaredMethods()).filter(method -> isStatic(method) || changesALoss(method))))
                .filter(executable -> Modifier.isPublic(executable.getModifiers()) && executable.getParameterCount() > 0);
    }

    private static boolean isStatic(Method method) {
        return Modifier.isStatic(method.getModifiers()) && !method.isSynthetic();
    }

    private static boolean changesALoss(Method method) {
        return Loss.class.isAssignableFrom(method.getDeclaringClass()) && method.getName().startsWith("with");
    }

    private static void assertReturnsOrNames(Executable executable, Object target, Object... arguments) {
        String call = executable.getName() + IntStream.range(0, arguments.length)
                .mapToObj(i -> executable.getParameters()[i].getName() + " = " + text(arguments[i])).toList();
        try {
            Object result = executable instanceof Method method
                    ? method.invoke(target, arguments)
                    : ((Constructor<?>) executable).newInstance(arguments);
            assertThat(result).as(call).isNotNull();
            boolean holdsNaN = result instanceof Record && List.of(arguments).contains(Double.NaN);
            assertThat(holdsNaN).as("%s holds a NaN", call).isFalse();
        } catch (InvocationTargetException exception) {
            Throwable thrown = exception.getCause();
            assertThat(thrown).as(call).isInstanceOfAny(
                    NULL_POINTER, IllegalArgumentException.class, IndexOutOfBoundsException.class);
            assertThat(thrown.getMessage()).as(call).isNotNull().doesNotStartWith("Cannot ").doesNotStartWith("Index ");
            assertThat(names(executable, arguments)).as("%s: %s", call, thrown).anyMatch(name -> contains(thrown, name));
        } catch (ReflectiveOperationException exception) {
            throw new LinkageError(call, exception);
        }
    }

    /** Parameters, components of the record that is made of them, and sizes that do not fit the others. */
    private static Stream<String> names(Executable executable, Object... arguments) {
        RecordComponent[] components = executable.getDeclaringClass().getRecordComponents();
        return Stream.of(
                        Arrays.stream(executable.getParameters()).map(Parameter::getName),
                        components == null ? Stream.<String>of() : Arrays.stream(components).map(RecordComponent::getName),
                        Arrays.stream(arguments).filter(Integer.class::isInstance).map(String::valueOf))
                .flatMap(names -> names);
    }

    private static boolean contains(Throwable thrown, String name) {
        return thrown.getMessage().toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT));
    }

    private static Object target(Executable executable, SplittableRandom random) {
        if (Modifier.isStatic(executable.getModifiers()) || !(executable instanceof Method)) {
            return null;
        }
        return oneOf(LossCatalogue.samples(executable.getDeclaringClass()), random);
    }

    private static Object argument(Class<?> type, SplittableRandom random) {
        if (type == double.class) {
            return oneOf(DOUBLES, random);
        }
        if (type == float.class) {
            return oneOf(DOUBLES, random).floatValue();
        }
        if (type == int.class) {
            return oneOf(INTS, random);
        }
        if (type == long.class) {
            return random.nextBoolean() ? random.nextLong() : oneOf(INTS, random).longValue();
        }
        if (random.nextInt(4) == 0) {
            return null;
        }
        if (type == double[].class) {
            return random.doubles(random.nextInt(4)).map(any -> oneOf(DOUBLES, random)).toArray();
        }
        if (type == float[].class) {
            return new float[random.nextInt(20)];
        }
        if (type == int[].class) {
            return random.ints(random.nextInt(4), -2, 4).toArray();
        }
        return object(type, random);
    }

    private static Object object(Class<?> type, SplittableRandom random) {
        if (type.isEnum()) {
            return oneOf(List.of(type.getEnumConstants()), random);
        }
        if (Loss.class.isAssignableFrom(type)) {
            return oneOf(LossCatalogue.samples(type), random);
        }
        return switch (type.getSimpleName()) {
            case "OptionalInt" -> OptionalInt.of(oneOf(INTS, random));
            case "ClassWeights" -> ClassWeights.NONE;
            case "KernelProvider" -> Kernels.reference();
            default -> throw new IllegalStateException("no value is known for a " + type);
        };
    }

    private static String text(Object argument) {
        return argument instanceof double[] doubles ? Arrays.toString(doubles)
                : argument instanceof int[] ints ? Arrays.toString(ints) : String.valueOf(argument);
    }

    private static <T> T oneOf(List<T> all, SplittableRandom random) {
        return all.get(random.nextInt(all.size()));
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
