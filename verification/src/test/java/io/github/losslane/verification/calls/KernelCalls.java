package io.github.losslane.verification.calls;

import io.github.losslane.KernelProvider;
import io.github.losslane.Kernels;
import io.github.losslane.Loss;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every method of every kernel interface of a provider, with every loss it takes, found by reflection. */
public final class KernelCalls {

    /** Calls of a method that takes losses of several families, each of which has calls of its own. */
    private static final int TOGETHER = 5;

    private KernelCalls() {}

    /** All of a provider, in the order of their names. */
    public static List<KernelMethod> of(KernelProvider provider) {
        return Arrays.stream(KernelProvider.class.getMethods())
                .filter(accessor -> accessor.getParameterCount() == 0 && accessor.getReturnType().isInterface())
                .flatMap(accessor -> methods(accessor, provider))
                .sorted(Comparator.comparing(KernelMethod::name))
                .toList();
    }

    /** All of the SIMD provider and of the reference; with {@code -Dkernel.calls} those whose names match it. */
    public static Stream<KernelMethod> ofAllProviders() {
        Pattern some = Pattern.compile(System.getProperty("kernel.calls", ""));
        return Stream.of(Kernels.simd(), Kernels.reference()).flatMap(provider -> of(provider).stream())
                .filter(method -> some.matcher(method.fullName()).find());
    }

    private static Stream<KernelMethod> methods(Method accessor, KernelProvider provider) {
        Object kernels = kernels(accessor, provider);
        return Arrays.stream(accessor.getReturnType().getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .flatMap(method -> samples(method)
                        .map(samples -> new KernelMethod(provider.name(), kernels, method, samples)));
    }

    /**
     * The samples of a call, one of each family the method takes, if they fit; none where it takes none. Where it takes several, their
     * samples go side by side, some of those of a large family, those of a small one from the beginning again.
     */
    private static Stream<List<LossSample>> samples(Method method) {
        List<String> names = Arrays.stream(method.getParameters()).map(Parameter::getName).toList();
        List<List<LossSample>> families = Arrays.stream(method.getParameterTypes())
                .filter(Loss.class::isAssignableFrom)
                .map(family -> LossCatalogue.samplesByClasses(family).stream()
                        .filter(sample -> Pairing.fits(names, sample.of(LossCatalogue.CLASSES)))
                        .toList())
                .toList();
        int most = families.stream().mapToInt(List::size).max().orElse(1);
        int count = families.size() > 1 ? Math.min(most, TOGETHER) : most;
        return IntStream.range(0, count)
                .mapToObj(i -> families.stream()
                        .map(samples -> samples.get(i * Math.max(1, samples.size() / count) % samples.size()))
                        .toList());
    }

    private static Object kernels(Method accessor, KernelProvider provider) {
        try {
            return accessor.invoke(provider);
        } catch (ReflectiveOperationException exception) {
            throw new IllegalStateException("cannot reach " + accessor, exception);
        }
    }
}
