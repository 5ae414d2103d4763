package dev.norn.model.meds;

import dev.norn.event.RegisterDefinition.Field;
import dev.norn.event.TokenRule;
import java.util.List;
import java.util.Objects;

/**
 * A code and what {@code metadata/codes.parquet} says of it.
 *
 * @param code {@code REGISTER//FIELD//CODE}, {@code REGISTER//FIELD} of a number or text, {@code
 *     REGISTER} of a fact without fields, {@code REGISTER//END} of a state's end
 * @param description for people
 * @param parent the code cut to the length that the register's token has; empty where it is not cut
 */
public record MedsCode(String code, String description, String parent) {

  static final String SEPARATOR = "//";
  private static final String END = "END";

  public MedsCode {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(parent, "parent");
  }

  List<String> parents() {
    return parent.isEmpty() ? List.of() : List.of(parent);
  }

  static MedsCode ofRegister(String register) {
    return new MedsCode(register, register, "");
  }

  static MedsCode ofEnd(String register) {
    return new MedsCode(register + SEPARATOR + END, register + ": the end of a state", "");
  }

  static MedsCode ofField(String register, Field field) {
    return new MedsCode(register + SEPARATOR + field.name(), described(register, field), "");
  }

  static MedsCode of(String register, Field field, String value) {
    String family = register + SEPARATOR + field.name() + SEPARATOR;
    boolean cut =
        field.token() instanceof TokenRule.Category category
            && category.length() != null
            && value.length() > category.length();
    return new MedsCode(
        family + value,
        described(register, field),
        cut ? family + value.substring(0, ((TokenRule.Category) field.token()).length()) : "");
  }

  private static String described(String register, Field field) {
    return field.name() + " of " + register;
  }
}
