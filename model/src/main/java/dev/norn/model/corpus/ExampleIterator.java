package dev.norn.model.corpus;

import dev.norn.cohort.Split;
import dev.norn.outcome.OutcomeForm;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/** Goes through the shards in order, one open at a time. */
final class ExampleIterator implements Iterator<CorpusExample>, Closeable {

  private final Iterator<Path> shards;
  private final Map<String, OutcomeForm> forms;
  private final Set<Split> splits;
  private ShardReader reader;
  private CorpusExample next;

  ExampleIterator(List<Path> shards, Map<String, OutcomeForm> forms, Set<Split> splits) {
    this.shards = shards.iterator();
    this.forms = forms;
    this.splits = splits;
  }

  @Override
  public boolean hasNext() {
    while (next == null && (reader != null || openNext())) {
      ShardRow row = reader.next();
      if (row == null) {
        close();
      } else if (splits.contains(row.split())) {
        next = row.example();
      }
    }
    return next != null;
  }

  @Override
  public CorpusExample next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    CorpusExample example = next;
    next = null;
    return example;
  }

  private boolean openNext() {
    if (!shards.hasNext()) {
      return false;
    }
    Path shard = shards.next();
    try {
      reader = ShardReader.open(shard, CorpusSchema.of(forms));
      return true;
    } catch (IOException e) {
      throw new CorpusException(shard.toString(), "cannot be opened: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    if (reader != null) {
      try {
        reader.close();
      } catch (IOException e) {
        throw new CorpusException("corpus", "a shard cannot be closed: " + e.getMessage(), e);
      }
      reader = null;
    }
  }
}
