package dev.norn.ingestion.nation.office;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How each kind of fact is written: file, columns and quirks. The register definitions in the
 * study's {@code registers/} folder say the same to the reader. One file per register and year;
 * spells share the labour files.
 */
public enum RegisterFile {
  POPULATION(
      "population",
      "R",
      "record_id,person_no",
      "sex,birth_date,origin,mother_no,father_no",
      "registered_at,version,action"),
  EXITS(
      "exits",
      "E",
      "exit_id,person_no",
      "event,exit_date,cause,country",
      "registered_at,version,action"),
  RESIDENCE(
      "residence",
      "F",
      "FLYTTE_ID;PNR",
      "KOMKODE;KOMMUNE;DATO;TYPE;HUSSTAND",
      "REGISTRERET;VERSION;HANDLING"),
  FAMILY(
      "family",
      "",
      "family_event,id_no",
      "event_code,event_date,civil_status,children,other_no",
      "entered_at,revision,op"),
  EDUCATION(
      "education",
      "",
      "institution,diploma,person",
      "completed,isced_level,isced_field,mark",
      "reported_at,ver,status"),
  CARE("care", "A", "placement_id,child_no", "kind,placed_on", "registered_at,version,action"),
  LABOUR(
      "labour",
      "Y",
      "line_id,person_no",
      "type,ref_date,status,time,isco,nace,sector,hours,paid,wage,kommune,employer,start_date,end_date",
      "delivered_at,version,action"),
  SPELL(
      "labour",
      "L",
      "line_id,person_no",
      "type,ref_date,status,time,isco,nace,sector,hours,paid,wage,kommune,employer,start_date,end_date",
      "delivered_at,version,action"),
  INCOME("income", "S", "skat_id|pnr", "indkomstaar|indkomst", "indberettet|version|handling"),
  HEALTH(
      "health",
      "K",
      "contact_id,person_no",
      "adiag,type,admitted,discharged",
      "registered_at,version,action"),
  PRESCRIPTIONS(
      "prescriptions",
      "P",
      "dispensing_id,person_no",
      "atc,dispensed",
      "registered_at,version,action");

  private static final DateTimeFormatter DAY_FIRST = DateTimeFormatter.ofPattern("dd-MM-yyyy");

  private final String stem;
  private final String rowPrefix;
  private final String keys;
  private final String content;
  private final String versioning;
  private final String separator;

  RegisterFile(String stem, String rowPrefix, String keys, String content, String versioning) {
    this.stem = stem;
    this.rowPrefix = rowPrefix;
    this.keys = keys;
    this.content = content;
    this.versioning = versioning;
    separator = keys.contains(";") ? ";" : keys.contains("|") ? "|" : ",";
  }

  String separator() {
    return separator;
  }

  public String fileName(int year) {
    return stem + "-" + year + ".csv";
  }

  String header() {
    return String.join(separator, keys, content, versioning);
  }

  int column(String name) {
    int at = List.of(content.split("[,;|]")).indexOf(name);
    if (at < 0) {
      throw new IllegalArgumentException("[" + this + "] has no content column " + name);
    }
    return at;
  }

  /** The key columns of a row, without the person number. */
  String key(long row) {
    return this == EDUCATION ? 100 + row % 89 + separator + row : rowPrefix + row;
  }

  /** Whether a row of this file is about the person, rather than naming them as a relative. */
  boolean isAbout(String personNumber, String row) {
    String pattern = Pattern.quote(separator);
    return row.split(pattern, -1)[keys.split(pattern).length - 1].equals(personNumber);
  }

  String date(LocalDate date) {
    return switch (this) {
      case FAMILY -> DAY_FIRST.format(date);
      case EDUCATION -> DateTimeFormatter.BASIC_ISO_DATE.format(date);
      default -> date.toString();
    };
  }

  /** The name under which {@code recording.delay-days} holds this file's delays. */
  String delayName() {
    return this == SPELL ? LABOUR.delayName() : name().toLowerCase(Locale.ROOT);
  }
}
