package dev.norn.streaming.operator;

import dev.norn.event.LifeEvent;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Tells Flink how life events, and people's lists of them, are written. */
public final class LifeEventType extends TypeInformation<LifeEvent> {
  private static final long serialVersionUID = 1L;

  /** Life events. */
  public static final LifeEventType EVENT = new LifeEventType();

  /** Life events with their places. */
  public static final TypeInformation<PlacedEvent> PLACED =
      Types.POJO(
          PlacedEvent.class,
          Map.of(
              "content",
              Types.ENUM(PlacedEvent.Content.class),
              "person",
              Types.STRING,
              "event",
              EVENT,
              "version",
              Types.STRING,
              "source",
              Types.STRING,
              "offset",
              Types.LONG,
              "sent",
              Types.LONG));

  /** People with all their versions. */
  public static final TypeInformation<PersonFacts> PERSON_FACTS =
      Types.POJO(PersonFacts.class, Map.of("person", Types.STRING, "versions", Types.LIST(EVENT)));

  private LifeEventType() {}

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public Class<LifeEvent> getTypeClass() {
    return LifeEvent.class;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<LifeEvent> createSerializer(SerializerConfig config) {
    return LifeEventSerializer.INSTANCE;
  }

  @Override
  public String toString() {
    return "LifeEvent";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LifeEventType;
  }

  @Override
  public int hashCode() {
    return LifeEventType.class.hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof LifeEventType;
  }
}
