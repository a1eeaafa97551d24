package io.github.losslane.verification.calls;

import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;

/** Workspaces through their one constructor, whose parameters are named after extents. */
public final class Workspaces {

    private Workspaces() {}

    /** A workspace just large enough. */
    static Object create(Class<?> type, Shape shape) {
        return create(type, extents(type).stream().map(extent -> extent.of(shape)).toList());
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
