package dev.norn.model.release;

import com.fasterxml.jackson.annotation.JacksonInject;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.OptBoolean;
import com.fasterxml.jackson.databind.JsonNode;
import dev.norn.cohort.Split;
import dev.norn.model.accounting.PrivacyGuarantee;
import dev.norn.model.evaluation.StackedLogits;
import dev.norn.outcome.OutcomeKind;
import java.util.List;
import java.util.Map;

/**
 * What {@code release.json} says, without the id that is computed over it.
 *
 * @param formatVersion of the folder
 * @param created ISO-8601 instant
 * @param architecture the model's specification
 * @param files SHA-256 by path within the folder, of everything that serving reads
 * @param landmark last day whose facts were used, included; yyyy-MM-dd, or as a {@code
 *     LandmarkSpan} is written
 * @param cohort name of the cohort trained on
 * @param outcomes in the order of the model's outputs
 * @param people of the corpus by split
 * @param seeds by what they seeded
 * @param training log by stage
 * @param evaluation on the test split, with baselines
 * @param splitRule how the people trained on were split from the others, as JSON, of a list its
 *     hash; null, and not in the file, in releases made before it was kept
 * @param embeddingMean mean of the training people's normalised embeddings, of a privately trained
 *     release of the validation people's
 * @param libraries versions by name
 * @param privacy what private training guarantees; null, and not in the file, where it was not
 *     private
 */
public record ReleaseContent(
    int formatVersion,
    String created,
    JsonNode architecture,
    String vocabularyHash,
    String corpusId,
    Map<String, String> files,
    String landmark,
    String cohort,
    List<ReleasedOutcome> outcomes,
    Map<Split, Long> people,
    Map<String, Long> seeds,
    JsonNode training,
    JsonNode evaluation,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @JacksonInject(value = "splitRule", useInput = OptBoolean.TRUE, optional = OptBoolean.TRUE)
        String splitRule,
    float[] embeddingMean,
    Map<String, String> libraries,
    @JsonInclude(JsonInclude.Include.NON_NULL)
        @JacksonInject(value = "privacy", useInput = OptBoolean.TRUE, optional = OptBoolean.TRUE)
        PrivacyGuarantee privacy) {

  /**
   * The format this code writes and reads; 2 says of which kind an outcome is, 3 what its logit is
   * stacked of.
   */
  public static final int FORMAT = 3;

  /**
   * An outcome and how its logit becomes a probability.
   *
   * @param horizon ISO-8601 period after the landmark
   * @param calibration FITTED, or IDENTITY with the reason in the note
   * @param kind of the outcome
   * @param cuts of a time-to-event outcome: days after the landmark for which the model gives
   *     cumulative incidence
   * @param causes of a time-to-event outcome, in the order of the model's curves
   * @param classes of an ordinal outcome or a next event, in the order of the model's probabilities
   * @param stacking of the encoder with a regression on counts of tokens, before the calibration;
   *     null where the encoder stands alone
   */
  public record ReleasedOutcome(
      String name,
      String horizon,
      double intercept,
      double slope,
      String calibration,
      String note,
      OutcomeKind kind,
      List<Integer> cuts,
      List<String> causes,
      List<String> classes,
      StackedLogits stacking) {

    @JsonCreator
    public ReleasedOutcome {
      cuts = List.copyOf(cuts);
      causes = List.copyOf(causes);
      classes = List.copyOf(classes);
    }
  }
}
