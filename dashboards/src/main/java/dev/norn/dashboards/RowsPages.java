package dev.norn.dashboards;

import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;

/** Rows that come a page at a time, so that more of them can leave than memory holds. */
interface RowsPages {

  /** The next page, of the columns of those before; null after the last. */
  ReadRows next() throws SQLException;

  static RowsPages of(ReadRows only) {
    Iterator<ReadRows> pages = List.of(only).iterator();
    return () -> pages.hasNext() ? pages.next() : null;
  }
}
