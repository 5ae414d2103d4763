package dev.norn.dashboards;

import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;

/** Rows that come a page at a time, so that more of them can leave than memory holds. */
interface RowsPages {

  /** The next page, of the columns of those before; null after the last. */
  ReadRows next() throws SQLException;

  /** Of pages that end with an empty one; the first says what columns there are, even if it is. */
  static RowsPages untilEmpty(RowsPages pages) {
    return new RowsPages() {
      private boolean begun;

      @Override
      public ReadRows next() throws SQLException {
        ReadRows page = pages.next();
        boolean last = begun && page.rows().isEmpty();
        begun = true;
        return last ? null : page;
      }
    };
  }

  static RowsPages of(ReadRows only) {
    Iterator<ReadRows> pages = List.of(only).iterator();
    return () -> pages.hasNext() ? pages.next() : null;
  }
}
