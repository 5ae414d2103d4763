package dev.norn.ingestion.nation;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * How each kind of fact is written: file, columns and quirks. The register definitions in the
 * study's {@code registers/} folder say the same to the reader. Job losses share the labour files.
 */
enum RegisterFile {
  POPULATION(
      "population",
      "R",
      "record_id,person_no",
      "sex,birth_date,origin",
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
      "KOMKODE;KOMMUNE;DATO;TYPE",
      "REGISTRERET;VERSION;HANDLING"),
  FAMILY(
      "family",
      "",
      "family_event,id_no",
      "event_code,event_date,civil_status,children",
      "entered_at,revision,op"),
  EDUCATION(
      "education",
      "",
      "institution,diploma,person",
      "completed,isced_level,isced_field",
      "reported_at,ver,status"),
  LABOUR(
      "labour",
      "Y",
      "line_id,person_no",
      "type,ref_date,status,isco,nace,hours,income,start_date,end_date",
      "delivered_at,version,action"),
  JOB_LOSS(
      "labour",
      "L",
      "line_id,person_no",
      "type,ref_date,status,isco,nace,hours,income,start_date,end_date",
      "delivered_at,version,action"),
  HEALTH(
      "health",
      "K",
      "contact_id,person_no",
      "adiag,type,admitted,discharged",
      "registered_at,version,action");

  private static final DateTimeFormatter DAY_FIRST = DateTimeFormatter.ofPattern("dd-MM-yyyy");

  private final String stem;
  private final String rowPrefix;
  private final String keys;
  private final String content;
  private final String versioning;

  RegisterFile(String stem, String rowPrefix, String keys, String content, String versioning) {
    this.stem = stem;
    this.rowPrefix = rowPrefix;
    this.keys = keys;
    this.content = content;
    this.versioning = versioning;
  }

  String separator() {
    return this == RESIDENCE ? ";" : ",";
  }

  Charset charset() {
    return this == RESIDENCE ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
  }

  boolean yearly() {
    return switch (this) {
      case LABOUR, JOB_LOSS, HEALTH -> true;
      case POPULATION, EXITS, RESIDENCE, FAMILY, EDUCATION -> false;
    };
  }

  String fileName(int year) {
    return yearly() ? stem + "-" + year + ".csv" : stem + ".csv";
  }

  String header() {
    return String.join(separator(), keys, content, versioning);
  }

  int column(String name) {
    int at = List.of(content.split(separator())).indexOf(name);
    if (at < 0) {
      throw new IllegalArgumentException("[" + this + "] has no content column " + name);
    }
    return at;
  }

  /** The key columns of a row, without the person number. */
  String key(long row) {
    return this == EDUCATION ? 100 + row % 89 + separator() + row : rowPrefix + row;
  }

  String date(LocalDate date) {
    return switch (this) {
      case FAMILY -> DAY_FIRST.format(date);
      case EDUCATION -> DateTimeFormatter.BASIC_ISO_DATE.format(date);
      case POPULATION, EXITS, RESIDENCE, LABOUR, JOB_LOSS, HEALTH -> date.toString();
    };
  }

  /** The name under which {@code recording.delay-days} holds this file's delays. */
  String delayName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
