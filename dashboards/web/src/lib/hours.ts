/** Counts by hour. */
export interface Bar {
  /** Milliseconds since 1970, when it begins. */
  hour: number
  count: number
}

const HOUR = 3_600_000
const MOST = 48
const FEWEST = 12

/** Those without any included, up to the last two days, no fewer than twelve. */
export function hours(rows: { hour: string; count: number }[], now = Date.now()): Bar[] {
  const sums = new Map<number, number>()
  for (const row of rows) {
    const at = Date.parse(row.hour)
    sums.set(at, (sums.get(at) ?? 0) + row.count)
  }
  const last = Math.max(...sums.keys(), Math.floor(now / HOUR) * HOUR)
  const first = Math.max(Math.min(...sums.keys()), last - (MOST - 1) * HOUR)
  const span = Math.max(FEWEST, Number.isFinite(first) ? (last - first) / HOUR + 1 : 0)
  return Array.from({ length: span }, (_, i) => last - (span - 1 - i) * HOUR).map((hour) => ({ hour, count: sums.get(hour) ?? 0 }))
}

/** Hours and minutes of UTC. */
export function clock(at: number): string {
  return new Date(at).toISOString().slice(11, 16)
}
