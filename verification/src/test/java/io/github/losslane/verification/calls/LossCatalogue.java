package io.github.losslane.verification.calls;

import io.github.losslane.Loss;
import io.github.losslane.pointwise.Focal;
import io.github.losslane.softmax.CrossEntropy;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Sample instances of every loss. A loss with parameters adds a line here. */
public final class LossCatalogue {

    private static final List<Loss> SAMPLES = List.of(
            new Focal(0.25, 2), new Focal(0.25, 0.5), new Focal(0.5, 0), new Focal(1, 3.7), CrossEntropy.PLAIN);

    private LossCatalogue() {}

    /** Every record below a sealed type, whatever lies between. */
    public static List<Class<?>> records(Class<?> type) {
        Stream<Class<?>> permitted = type.isSealed() ? Arrays.stream(type.getPermittedSubclasses()) : Stream.empty();
        return type.isRecord() ? List.of(type) : permitted.flatMap(below -> records(below).stream()).toList();
    }

    /** Instances of every record of a family; a record without parameters needs no sample. */
    public static List<Loss> samples(Class<?> family) {
        return records(family).stream().flatMap(record -> samplesOf(record).stream()).toList();
    }

    /** Instances of one record; none if it has parameters and no sample. */
    public static List<Loss> samplesOf(Class<?> record) {
        List<Loss> samples = SAMPLES.stream().filter(record::isInstance).toList();
        RecordComponent[] components = record.getRecordComponents();
        return samples.isEmpty() && components.length == 0 ? List.of(create(record)) : samples;
    }

    private static Loss create(Class<?> record) {
        try {
            return (Loss) record.getConstructor().newInstance();
        } catch (ReflectiveOperationException exception) {
            throw new IllegalStateException("cannot create " + record, exception);
        }
    }
}
