package dev.norn.cohort;

import dev.norn.event.LifeEvent;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * One rule of a cohort: whom it keeps.
 *
 * @param exclusion why somebody whom it does not keep is not in the cohort
 * @param words what it asks of a person, for people: "aged 30 to 90"
 * @param removed what is the matter with whom it does not keep: "not aged 30 to 90"
 * @param keeps of a person's inputs, which the rules before have kept
 */
public record EligibilityRule(
    Cohort.Exclusion exclusion,
    Supplier<String> words,
    Supplier<String> removed,
    Predicate<List<LifeEvent>> keeps) {}
