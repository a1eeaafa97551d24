package io.github.losslane.verification.calls;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;

/** Workspaces through their one constructor, whose parameters are named after extents. */
public final class Workspaces {

    private Workspaces() {}

    /** A workspace just large enough. */
    public static Object create(Class<?> type, Shape shape) {
        return create(type, extents(type).stream().map(extent -> extent.of(shape)).toList());
    }

    /** Fills every array of a workspace: floating point with NaN, integers with a number that is no index. */
    public static void spoil(Object workspace) {
        for (Method accessor : workspace.getClass().getMethods()) {
            if (accessor.getParameterCount() == 0 && accessor.getReturnType().isArray()) {
                fill(accessor, workspace);
            }
        }
    }

    private static void fill(Method accessor, Object workspace) {
        try {
            switch (accessor.invoke(workspace)) {
                case float[] floats -> Arrays.fill(floats, Float.NaN);
                case double[] doubles -> Arrays.fill(doubles, Double.NaN);
                case int[] ints -> Arrays.fill(ints, Integer.MIN_VALUE);
                case Object other -> throw new IllegalStateException(accessor + " gives " + other);
            }
        } catch (ReflectiveOperationException exception) {
            throw new IllegalStateException("cannot reach " + accessor, exception);
        }
    }

    /** The extents a workspace is made for. */
    public static List<Extent> extents(Class<?> type) {
        return Arrays.stream(constructor(type).getParameters()).map(Parameter::getName).map(Extent::named).toList();
    }

    /** A workspace one too small in one extent. */
    public static Object tooSmall(Class<?> type, Shape shape, Extent extent) {
        return create(type, extents(type).stream().map(each -> each.of(shape) - (each == extent ? 1 : 0)).toList());
    }

    private static Object create(Class<?> type, List<Integer> sizes) {
        try {
            return constructor(type).newInstance(sizes.toArray());
        } catch (ReflectiveOperationException exception) {
            throw new IllegalStateException("cannot create " + type, exception);
        }
    }

    private static Constructor<?> constructor(Class<?> type) {
        return type.getConstructors()[0];
    }
}
