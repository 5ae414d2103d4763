package dev.norn.cohort;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** A split in a cohort file: what names a list is one. */
final class SplitRuleDeserializer extends JsonDeserializer<SplitRule> {

  @Override
  public SplitRule deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    JsonNode split = context.readTree(parser);
    Class<? extends SplitRule> form = split.has("list") ? ListedSplit.class : HashedSplit.class;
    return context.readTreeAsValue(split, form);
  }
}
