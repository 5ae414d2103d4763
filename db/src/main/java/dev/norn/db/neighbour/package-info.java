/** The index that {@code norn_research.nearest_persons} looks through. */
package dev.norn.db.neighbour;
