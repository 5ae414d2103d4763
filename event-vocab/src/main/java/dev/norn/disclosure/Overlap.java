package dev.norn.disclosure;

/**
 * Two selections of people: tables of both tell, by subtraction, of those in whom they differ.
 *
 * @param onlyHere people of the one alone
 * @param onlyThere people of the other alone
 * @param toldOtherwise people of both of whom they say different things
 */
public record Overlap(long onlyHere, long onlyThere, long toldOtherwise) {

  /** Whether any of the differences is of few people; of nobody it tells nothing. */
  public boolean isRefusedBy(DisclosureRules rules) {
    return isFew(onlyHere, rules) || isFew(onlyThere, rules) || isFew(toldOtherwise, rules);
  }

  private static boolean isFew(long people, DisclosureRules rules) {
    return people > 0 && people < rules.minimumCount();
  }
}
