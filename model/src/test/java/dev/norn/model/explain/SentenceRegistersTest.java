package dev.norn.model.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.norn.model.TestingLives;
import dev.norn.sequence.PersonSequence;
import dev.norn.vocab.Vocabulary;
import org.junit.jupiter.api.Test;

class SentenceRegistersTest {

  private final Vocabulary vocabulary =
      Vocabulary.fromJson(
          TestingVocabulary.ofSize(9)
              .toJson()
              .replace("\"text\":\"T_5\",\"family\":\"t.", "\"text\":\"T_5\",\"family\":\"work.")
              .replace("\"text\":\"T_6\",\"family\":\"t.", "\"text\":\"T_6\",\"family\":\"work.")
              .replace("\"text\":\"T_7\",\"family\":\"t.", "\"text\":\"T_7\",\"family\":\"home."));

  private String[] of(int... tokens) {
    PersonSequence life =
        TestingLives.sequence(
            "p", tokens, new int[tokens.length], new float[tokens.length], new int[tokens.length]);
    return SentenceRegisters.of(life, vocabulary);
  }

  @Test
  void aSentenceIsOfTheRegisterThatMostOfItsTokensAreOf() {
    assertThat(of(1, 8, 2, 5, 7, 6, 2, 7, 2))
        .containsExactly("", "t", "t", "work", "work", "work", "work", "home", "home");
  }

  @Test
  void unknownTokensBelongToTheirSentenceAndALoneOneToNone() {
    assertThat(of(1, 2, 4, 7, 2, 4, 2)).containsExactly("", "", "home", "home", "home", "", "");
  }
}
