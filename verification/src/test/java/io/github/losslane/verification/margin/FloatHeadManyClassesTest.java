package io.github.losslane.verification.margin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.losslane.Kernels;
import io.github.losslane.Reduction;
import io.github.losslane.margin.ArcFace;
import io.github.losslane.margin.L2Softmax;
import io.github.losslane.margin.MarginLoss;
import org.junit.jupiter.api.Test;

/** Batches of more logits than SIMD keeps, beside the reference, which takes seconds for them. */
class FloatHeadManyClassesTest {

    /** Logits that are not kept: two full chunks and a part of one, 20 tiles. */
    @Test
    void agreesWithTheReferenceWhereLogitsAreComputedTwice() {
        MarginLoss arc = new ArcFace(16, 0.5);
        FloatHeadSizesTest.assertReference(arc, FloatHeadAngles.of(arc, new HeadShape(600, 3, 20_000), 0.05, 1.2, 3), Reduction.SUM);
        MarginLoss l2 = new L2Softmax(5);
        FloatHeadSizesTest.assertReference(l2, FloatHeadAngles.of(l2, new HeadShape(129, 3, 20_000), 1), Reduction.MEAN);
    }

    /** The default scale of ArcFace, where a sum of exponentials could overflow. */
    @Test
    void hundredThousandClassesStayFinite() {
        MarginLoss arc = new ArcFace();
        FloatHeadSample sample = FloatHeadAngles.of(arc, new HeadShape(30, 2, 100_000), 0.001, 0.5, 1, 3.1);
        FloatHeadSizesTest.assertReference(arc, sample, Reduction.SUM);
        assertThat(sample.loss(Kernels.simd(), arc, Reduction.MEAN)).isFinite().isGreaterThan(Math.log(1000));
    }
}
