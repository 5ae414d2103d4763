package dev.norn.cohort;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.norn.event.DefinitionFile;
import dev.norn.event.LifeEvent;
import dev.norn.event.PersonId;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * Puts each person on one side for ever: by a seeded hash of the pseudonym, or with a test side
 * stated by a field and the hash for the rest.
 *
 * @param seed of the hash
 * @param train share of the hashed people
 * @param validation share of the hashed people
 * @param test share of the hashed people; the three sum to 1
 * @param stated who is in the test split whatever the hash says, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HashedSplit(long seed, double train, double validation, double test, Stated stated)
    implements SplitRule, Sides {

  /** People whose register fact carries one of the values are the test split. */
  public record Stated(String register, String field, List<String> test) {
    public Stated {
      Objects.requireNonNull(register, "split.stated.register: name the register");
      Objects.requireNonNull(field, "split.stated.field: name the field");
      test =
          List.copyOf(Objects.requireNonNull(test, "split.stated.test: list the field's values"));
    }
  }

  public HashedSplit {
    // Written so that a share that is not a number is refused too.
    if (!(train > 0
        && validation >= 0
        && test >= 0
        && Math.abs(train + validation + test - 1) <= 1e-9)) {
      throw new IllegalArgumentException(
          "split: train must be above 0, no share negative, the sum 1; got "
              + train
              + " + "
              + validation
              + " + "
              + test);
    }
  }

  @Override
  public Split of(PersonId person, Collection<LifeEvent> facts) {
    return of(person.value(), facts);
  }

  @Override
  public String identity() {
    return DefinitionFile.toJson(this);
  }

  /**
   * @param facts the person's facts, of which only the stated register's are looked at
   */
  public Split of(String person, Collection<LifeEvent> facts) {
    if (stated != null && facts.stream().anyMatch(this::isStatedTest)) {
      return Split.TEST;
    }
    double place = StableHash.of(seed, person);
    if (place < train) {
      return Split.TRAIN;
    }
    return place < train + validation ? Split.VALIDATION : Split.TEST;
  }

  private boolean isStatedTest(LifeEvent fact) {
    String value = fact.fields().get(stated.field());
    return fact.register().equals(stated.register())
        && value != null
        && stated.test().contains(value);
  }
}
