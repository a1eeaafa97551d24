package io.github.losslane.jmh.margin;

import io.github.losslane.margin.AmSoftmax;
import io.github.losslane.margin.ArcFace;
import io.github.losslane.margin.ASoftmax;
import io.github.losslane.margin.Coco;
import io.github.losslane.margin.CombinedMargin;
import io.github.losslane.margin.FNormSphereFace;
import io.github.losslane.margin.L2Softmax;
import io.github.losslane.margin.LSoftmax;
import io.github.losslane.margin.MarginLoss;
import io.github.losslane.margin.ModifiedSoftmax;
import io.github.losslane.margin.NormFace;
import io.github.losslane.margin.PlainSoftmax;

/** The losses of the head benchmarks, with the parameters of their papers. */
final class HeadLosses {

    private HeadLosses() {}

    /** A loss by the name of its record. */
    static MarginLoss named(String name) {
        return switch (name) {
            case "PlainSoftmax" -> new PlainSoftmax();
            case "ModifiedSoftmax" -> new ModifiedSoftmax();
            case "L2Softmax" -> new L2Softmax(16);
            case "NormFace" -> new NormFace(20);
            case "Coco" -> new Coco(16);
            case "LSoftmax" -> new LSoftmax(4, 5);
            case "ASoftmax" -> new ASoftmax(4, 5);
            case "FNormSphereFace" -> new FNormSphereFace(30, 4);
            case "AmSoftmax" -> new AmSoftmax();
            case "ArcFace" -> new ArcFace();
            case "CombinedMargin" -> new CombinedMargin(64, 1, 0.3, 0.2);
            default -> throw new IllegalArgumentException("no loss is named " + name);
        };
    }
}
