package dev.norn.model.privacy;

import dev.norn.model.evaluation.Interval;

/**
 * What can be guessed of one attribute of people whom the release was not trained with.
 *
 * @param token whose holders are to be found
 * @param known what an attacker is taken to know without the release
 * @param before AUROC of a guess from that alone
 * @param fromEmbedding a guess from the embedding
 * @param embeddingGain AUROC of that less that of the guess before, on the same people
 * @param fromProbabilities a guess from the logits of all outcomes, which are as good as
 *     probabilities
 * @param probabilitiesGain likewise
 */
public record Attribute(
    String token,
    String known,
    Interval before,
    Attack fromEmbedding,
    Interval embeddingGain,
    Attack fromProbabilities,
    Interval probabilitiesGain) {}
