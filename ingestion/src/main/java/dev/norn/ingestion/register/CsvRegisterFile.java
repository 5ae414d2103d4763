package dev.norn.ingestion.register;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.norn.event.RegisterDefinition.Source;
import dev.norn.ingestion.register.RegisterFile.RowConsumer;
import dev.norn.ingestion.topic.RejectionReason;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A CSV file of a register, plain or gzipped, with a header line. */
final class CsvRegisterFile {

  /** No register row is near this long; a longer line is a broken file. */
  static final int MAX_LINE_BYTES = 1 << 20;

  private final RowMapper mapper;
  private final CsvReader.CsvReaderBuilder csv;
  private final CharsetDecoder decoder;
  private final Map<String, Integer> columns = new HashMap<>();
  private int width;

  CsvRegisterFile(Source source, RowMapper mapper) {
    this.mapper = mapper;
    this.csv =
        CsvReader.builder()
            .fieldSeparator(source.separator().charAt(0))
            .skipEmptyLines(false)
            .allowUnclosedQuote(false);
    this.decoder =
        Charset.forName(source.charset())
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  void read(Path file, RowConsumer consumer) throws IOException {
    if (Files.size(file) == 0) {
      rejectEmpty(consumer);
      return;
    }
    boolean gzipped = file.getFileName().toString().endsWith(".gz");
    read(Files.newInputStream(file), gzipped, consumer);
  }

  /** A file that is at hand, not gzipped. */
  void read(InputStream file, RowConsumer consumer) throws IOException {
    read(file, false, consumer);
  }

  private void read(InputStream file, boolean gzipped, RowConsumer consumer) throws IOException {
    long line = 0;
    try (InputStream bytes = file;
        InputStream in = gzipped ? new GZIPInputStream(bytes, 1 << 16) : bytes) {
      BoundedLines lines = new BoundedLines(in, MAX_LINE_BYTES);
      if (!lines.next()) {
        rejectEmpty(consumer);
        return;
      }
      line++;
      byte[] header = lines.bytes();
      if (!header(header, consumer)) {
        return;
      }
      while (lines.next()) {
        line++;
        byte[] raw = lines.bytes();
        if (raw.length > 0) {
          consumer.accept(line, parse(raw, lines.tooLong()), new RawRow(header, raw));
        }
      }
    } catch (EOFException | ZipException e) {
      RegisterFile.rejectFile(
          consumer,
          line == 0 ? RejectionReason.UNREADABLE_FILE : RejectionReason.TRUNCATED_FILE,
          "the compressed file breaks off after line "
              + line
              + "; the rows before were read, have the file delivered again");
    }
  }

  private static void rejectEmpty(RowConsumer consumer) throws IOException {
    RegisterFile.rejectFile(
        consumer, RejectionReason.EMPTY_FILE, "the file is empty; expected a header line");
  }

  private boolean header(byte[] line, RowConsumer consumer) throws IOException {
    CsvRecord header;
    try {
      header = csv.ofSingleCsvRecord(withoutByteOrderMark(decode(line)));
    } catch (CharacterCodingException | CsvParseException e) {
      RegisterFile.rejectFile(
          consumer,
          RejectionReason.UNREADABLE_FILE,
          "the header line is not "
              + decoder.charset()
              + " text in CSV form; check"
              + " source.charset and source.separator");
      return false;
    }
    width = header.getFieldCount();
    for (int i = 0; i < width; i++) {
      columns.putIfAbsent(header.getField(i).strip(), i);
    }
    List<String> missing =
        mapper.columns().stream().filter(name -> !columns.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      RegisterFile.rejectUnknownColumns(consumer, missing);
    }
    return missing.isEmpty();
  }

  private ParsedRow parse(byte[] raw, boolean tooLong) {
    if (tooLong) {
      return new ParsedRow.Rejected(
          RejectionReason.LINE_TOO_LONG, "the line is longer than " + MAX_LINE_BYTES + " bytes");
    }
    try {
      String text = decode(raw);
      if (text.indexOf('\r') >= 0) {
        return new ParsedRow.Rejected(
            RejectionReason.MALFORMED_ROW, "the row holds a carriage return; one line is one row");
      }
      CsvRecord record = csv.ofSingleCsvRecord(text);
      if (record.getFieldCount() != width) {
        return new ParsedRow.Rejected(
            RejectionReason.MALFORMED_ROW,
            "the row has " + record.getFieldCount() + " columns, the header " + width);
      }
      return mapper.map(
          column -> columns.containsKey(column) ? record.getField(columns.get(column)) : "");
    } catch (CharacterCodingException e) {
      return new ParsedRow.Rejected(
          RejectionReason.WRONG_ENCODING, "the row is not " + decoder.charset() + " text");
    } catch (CsvParseException e) {
      return new ParsedRow.Rejected(RejectionReason.MALFORMED_ROW, "the row's quotes do not match");
    }
  }

  private String decode(byte[] raw) throws CharacterCodingException {
    return decoder.decode(ByteBuffer.wrap(raw)).toString();
  }

  private static String withoutByteOrderMark(String header) {
    return header.startsWith("\uFEFF") ? header.substring(1) : header;
  }
}
