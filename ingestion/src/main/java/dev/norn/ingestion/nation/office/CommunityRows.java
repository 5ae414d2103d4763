package dev.norn.ingestion.nation.office;

/** What the registers wrote about one community, by delivery, not yet in the files. */
public final class CommunityRows {
  private final Rows[] byPlace;

  CommunityRows(int places) {
    byPlace = new Rows[places];
  }

  Rows at(int place) {
    if (byPlace[place] == null) {
      byPlace[place] = new Rows();
    }
    return byPlace[place];
  }

  Rows[] byPlace() {
    return byPlace;
  }
}
