package io.github.losslane.metric;

import io.github.losslane.Loss;

/** A loss of the distances between feature rows; each record defines it in scalar double arithmetic. */
public sealed interface MetricLoss extends Loss permits Contrastive, Triplet {}
