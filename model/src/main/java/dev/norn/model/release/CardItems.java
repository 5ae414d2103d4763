package dev.norn.model.release;

/**
 * Numbered items of a reporting guideline, as Markdown. An item of which the release knows nothing
 * says so; nothing is made up.
 */
final class CardItems {

  private static final String UNKNOWN = "Not stated by the study.";

  private final StringBuilder text = new StringBuilder();

  CardItems section(String title) {
    text.append("## ").append(title).append("\n\n");
    return this;
  }

  CardItems item(String number, String title, String what) {
    text.append("**").append(number).append(" ").append(title).append(".** ");
    text.append(what).append("\n\n");
    return this;
  }

  CardItems unknown(String number, String title) {
    return item(number, title, UNKNOWN);
  }

  CardItems block(String markdown) {
    text.append(markdown);
    return this;
  }

  String markdown() {
    return text.toString();
  }
}
