package dev.norn.model.explain;

import dev.norn.model.evaluation.Interval;

/**
 * What a step towards a concept does to the logit of an outcome, beside random concepts.
 *
 * @param concept its name
 * @param effect at {@link ConceptLayer#ENCODED} the TCAV score (Kim et al. 2018, section 3.4), the
 *     share of people whose logit rises; at {@link ConceptLayer#EMBEDDING} the mean derivative, in
 *     logits for a step of length 1; the interval is of resampled people whom the concept was
 *     learnt from
 * @param nullLow of random concepts: 2.5 % have less
 * @param nullHigh of random concepts: 2.5 % have more
 * @param p two-sided, by how many random concepts are as far from their mean
 * @param adjusted over everything that was asked together (Benjamini and Hochberg 1995)
 */
public record ConceptEffect(
    String concept,
    String outcome,
    ConceptLayer layer,
    Interval effect,
    double nullLow,
    double nullHigh,
    double p,
    double adjusted) {

  ConceptEffect withAdjusted(double other) {
    return new ConceptEffect(concept, outcome, layer, effect, nullLow, nullHigh, p, other);
  }
}
