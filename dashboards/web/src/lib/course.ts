/** The running job's figures over time. */
import type { Row } from './download'

export const FIGURES = [
  'records_lag',
  'events_per_second',
  'event_to_score_ms_p50',
  'event_to_score_ms_p95',
  'event_to_score_ms_p99',
  'checkpoint_age_seconds',
  'restarts',
] as const
export type FigureName = (typeof FIGURES)[number]

/** As /api/v1/operations/stream/course has it: columns of one length, oldest first. */
export type Course = { every_seconds: number; most: number; at: string[] } & Record<FigureName, (number | null)[]>

/** The newest of both, as many as the server keeps; the newer may begin with the last of the earlier. */
export function extended(earlier: Course, newer: Course): Course {
  const met = newer.at.length > 0 && newer.at[0] === earlier.at[earlier.at.length - 1] ? 1 : 0
  const joined = <T>(before: T[], after: T[]) => [...before, ...after.slice(met)].slice(-newer.most)
  const course = { ...newer, at: joined(earlier.at, newer.at) }
  for (const figure of FIGURES) course[figure] = joined(earlier[figure], newer[figure])
  return course
}

export interface Place {
  /** Milliseconds since 1970. */
  at: number
  value: number
}

/** A longer silence than so many intervals is no line. */
const LONGEST = 3

/** What can be joined by a line: broken where a sample has no figure, or none was taken. */
export function stretches(course: Course, figure: FigureName): Place[][] {
  const found: Place[][] = []
  let before = -Infinity
  course[figure].forEach((value, i) => {
    if (value === null) {
      before = -Infinity
      return
    }
    const at = Date.parse(course.at[i])
    if (at - before > LONGEST * course.every_seconds * 1000) found.push([])
    found[found.length - 1].push({ at, value })
    before = at
  })
  return found
}

/** The newest that is known, and the greatest; null where none is. */
export function told(course: Course, figure: FigureName): { last: number; most: number } | null {
  const known = course[figure].filter((value) => value !== null)
  return known.length === 0 ? null : { last: known[known.length - 1], most: Math.max(...known) }
}

/** From the first sample to the last, milliseconds since 1970; no less than five minutes. */
export function span(course: Course): [number, number] {
  const last = Date.parse(course.at[course.at.length - 1])
  return [Math.min(Date.parse(course.at[0]), last - 300_000), last]
}

/** Newest first. */
export function rows(course: Course, figures: FigureName[]): Row[] {
  return course.at.map((at, i): Row => ({ at, ...Object.fromEntries(figures.map((figure) => [figure, course[figure][i]])) })).reverse()
}
