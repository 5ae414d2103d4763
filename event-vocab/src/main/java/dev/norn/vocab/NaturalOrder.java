package dev.norn.vocab;

import java.util.Comparator;
import java.util.regex.Pattern;

/**
 * Texts in parts at "_", numeric parts by value and before all others: INCOME_2 before INCOME_10.
 */
enum NaturalOrder implements Comparator<String> {
  INSTANCE;

  private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

  @Override
  public int compare(String a, String b) {
    String[] as = a.split("_", -1);
    String[] bs = b.split("_", -1);
    for (int i = 0; i < Math.min(as.length, bs.length); i++) {
      int order = comparePart(as[i], bs[i]);
      if (order != 0) {
        return order;
      }
    }
    int order = Integer.compare(as.length, bs.length);
    return order != 0 ? order : a.compareTo(b);
  }

  private static int comparePart(String a, String b) {
    boolean aIsNumber = NUMBER.matcher(a).matches();
    boolean bIsNumber = NUMBER.matcher(b).matches();
    if (aIsNumber && bIsNumber) {
      return Integer.compare(Integer.parseInt(a), Integer.parseInt(b));
    }
    // Numbers first: 2 < 10 by value, 10 < 1a < 2 by letter would be no order at all.
    return aIsNumber == bIsNumber ? a.compareTo(b) : Boolean.compare(bIsNumber, aIsNumber);
  }
}
