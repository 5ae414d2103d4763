package dev.norn.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallersTest {

  private static final LocalDate TODAY = LocalDate.of(2027, 3, 1);
  private static final Caller ANNA =
      new Caller("anna", CallerRole.VIEWER, Callers.sha256("hers"), "2027-03-01", null);

  @Test
  void aTokenIsGoodThroughItsLastDayAndNotAfter() {
    Callers callers = new Callers(List.of(ANNA));
    assertThat(callers.withToken("hers", TODAY)).contains(ANNA);
    assertThat(callers.withToken("hers", TODAY.plusDays(1))).isEmpty();
  }

  @Test
  void nobodyHasAnotherTokenNorTheHashOfOne() {
    Callers callers = new Callers(List.of(ANNA));
    assertThat(callers.withToken("", TODAY)).isEmpty();
    assertThat(callers.withToken("Hers", TODAY)).isEmpty();
    assertThat(callers.withToken(ANNA.sha256(), TODAY)).isEmpty();
  }

  @Test
  void aNameOrATokenThatIsThereTwiceIsRefused() {
    for (Caller second :
        List.of(
            new Caller("anna", CallerRole.ANALYST, Callers.sha256("other"), null, null),
            new Caller("bo", CallerRole.ANALYST, ANNA.sha256(), null, null))) {
      assertThatThrownBy(() -> new Callers(List.of(ANNA, second)))
          .hasMessageContaining("is there twice");
    }
  }

  @Test
  void aRoleMayWhatTheOnesBeforeItMay() {
    assertThat(CallerRole.ANALYST.covers(CallerRole.VIEWER)).isTrue();
    assertThat(CallerRole.ANALYST.covers(CallerRole.ANALYST)).isTrue();
    assertThat(CallerRole.ANALYST.covers(CallerRole.RESEARCHER)).isFalse();
    assertThat(CallerRole.OPERATIONS.covers(CallerRole.OPERATIONS)).isTrue();
    assertThat(CallerRole.OPERATIONS.covers(CallerRole.VIEWER)).isFalse();
    assertThat(CallerRole.RESEARCHER.covers(CallerRole.OPERATIONS)).isFalse();
  }
}
