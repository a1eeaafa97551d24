package io.github.losslane.jmh.polluted;

import java.util.function.DoubleSupplier;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** What a user's own code may do to the profiles of the JDK's vector methods: the same methods on other widths. */
final class ForeignSpecies {

    private static final int SIZE = 1024;

    private static final VectorSpecies<Float> FLOATS_64 = FloatVector.SPECIES_64;
    private static final VectorSpecies<Float> FLOATS_128 = FloatVector.SPECIES_128;
    private static final VectorSpecies<Float> FLOATS_256 = FloatVector.SPECIES_256;
    private static final VectorSpecies<Double> DOUBLES_128 = DoubleVector.SPECIES_128;
    private static final VectorSpecies<Double> DOUBLES_256 = DoubleVector.SPECIES_256;

    private final float[] floats = new float[SIZE];
    private final double[] doubles = new double[SIZE];

    ForeignSpecies() {
        for (int i = 0; i < SIZE; i++) {
            floats[i] = i % 37 - 18;
            doubles[i] = floats[i];
        }
    }

    /** One call of loops over every width but the widest. */
    DoubleSupplier call() {
        return () -> floats(FLOATS_64) + floats(FLOATS_128) + floats(FLOATS_256)
                + doubles(DOUBLES_128) + doubles(DOUBLES_256);
    }

    /** The species is an argument, as in a library that serves all widths: the loops see several in one method. */
    private double floats(VectorSpecies<Float> species) {
        FloatVector sum = FloatVector.zero(species);
        for (int i = 0; i < SIZE; i += species.length()) {
            FloatVector x = FloatVector.fromArray(species, floats, i);
            VectorMask<Float> negative = x.lt(FloatVector.zero(species));
            FloatVector y = x.mul(x).fma(FloatVector.broadcast(species, 0.5f), x).blend(x.neg(), negative);
            FloatVector.broadcast(species, 1)
                    .div(y.lanewise(VectorOperators.ABS).add(1))
                    .sub(x)
                    .add(x)
                    .intoArray(floats, i);
            x.intoArray(floats, i);
            sum = sum.add(y);
        }
        return sum.reduceLanes(VectorOperators.ADD);
    }

    private double doubles(VectorSpecies<Double> species) {
        DoubleVector sum = DoubleVector.zero(species);
        for (int i = 0; i < SIZE; i += species.length()) {
            DoubleVector x = DoubleVector.fromArray(species, doubles, i);
            VectorMask<Double> negative = x.lt(DoubleVector.zero(species));
            DoubleVector y = x.mul(x).fma(DoubleVector.broadcast(species, 0.5), x).blend(x.neg(), negative);
            DoubleVector.broadcast(species, 1)
                    .div(y.lanewise(VectorOperators.ABS).add(1))
                    .sub(x)
                    .add(x)
                    .intoArray(doubles, i);
            x.intoArray(doubles, i);
            sum = sum.add(y);
        }
        return sum.reduceLanes(VectorOperators.ADD);
    }
}
