package dev.norn.cohort;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import dev.norn.sequence.Landmark;
import dev.norn.sequence.LandmarkDate;
import java.io.IOException;

/** A landmark in a cohort file: a day, or keys that say which event it is. */
final class LandmarkDeserializer extends JsonDeserializer<Landmark> {

  @Override
  public Landmark deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    Class<? extends Landmark> form =
        parser.hasToken(JsonToken.START_OBJECT) ? EventLandmark.class : LandmarkDate.class;
    return context.readValue(parser, form);
  }
}
