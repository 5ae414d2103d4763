/** Two scoring runs side by side. */
import { cohortWords, outcomeSentences, type OutcomeFile } from './definitions'
import { outcomeWords } from './format'
import type { Definition, DefinedRun } from './runs'

/** A row of norn_research.run_comparison; null is held back, or does not apply. */
export interface Compared {
  outcome: string
  kind: 'people' | 'abstention' | 'mean' | 'change' | 'tenths'
  /** Null for all people together. */
  cause: string | null
  place: number
  name: string | null
  persons: number | null
  mean_before: number | null
  mean_after: number | null
  mean_change: number | null
  mean_size: number | null
}

export interface Difference {
  what: string
  before: string
  after: string
}

const CAUSES: Record<string, string> = {
  NEW_FACTS: 'new, corrected or withdrawn facts',
  NEW_RELEASE: 'another release',
  NEW_CALIBRATION: 'another calibration',
  NEW_DEFINITION: 'another definition',
  NOTHING: 'nothing differs',
}

export function causeWords(cause: string | null): string {
  return cause === null ? 'everybody in both' : cause.split(' + ').map((each) => CAUSES[each] ?? each).join(' and ')
}

/** What the two asked for differently, in words; nothing where only facts can differ. */
export function differences(before: DefinedRun, after: DefinedRun): Difference[] {
  const found: Difference[] = []
  const note = (what: string, one: string, other: string) => {
    if (one !== other) found.push({ what, before: one, after: other })
  }
  note('release', before.release, after.release)
  note('calibration', before.calibration ?? '–', after.calibration ?? '–')
  note('cohort', before.cohort ?? 'everybody', after.cohort ?? 'everybody')
  const [one, other] = [before.definition, after.definition]
  if (!one?.cohort || !other?.cohort) return found
  const [ours, theirs] = [cohortWords(one.cohort), cohortWords(other.cohort)]
  only(ours, theirs).forEach((words) => found.push({ what: 'who', before: words, after: '–' }))
  only(theirs, ours).forEach((words) => found.push({ what: 'who', before: '–', after: words }))
  for (const name of new Set([...(one.outcomes ?? []), ...(other.outcomes ?? [])].map((each) => each.outcome))) {
    note(outcomeWords(name), sentences(one, name), sentences(other, name))
  }
  note('abstention', abstention(one), abstention(other))
  note('registers', (one.registers ?? []).join(', '), (other.registers ?? []).join(', '))
  if (found.length === 0 && JSON.stringify(one.cohort) !== JSON.stringify(other.cohort)) {
    found.push({ what: 'cohort', before: 'its file', after: 'another file: the split, or a rule that these words leave out' })
  }
  return found
}

const only = (these: string[], those: string[]) => these.filter((each) => !those.includes(each))

function sentences(of: Definition, outcome: string): string {
  const file = of.outcomes?.find((each: OutcomeFile) => each.outcome === outcome)
  return file ? outcomeSentences(file).join(' ') : 'not scored'
}

function abstention(of: Definition): string {
  const { method, risk } = of.abstention ?? {}
  return !method || method === 'NONE' ? 'never' : method.toLowerCase().replace('_', ' ') + (risk === undefined ? '' : ` at risk ${risk}`)
}

export interface Series {
  name: string
  /** By place; null where held back. */
  values: (number | null)[]
}

/** Counts of one outcome and kind, a series for each cause, with the names of the places. */
export function series(rows: Compared[], outcome: string, kind: Compared['kind']): { places: string[]; series: Series[] } {
  const mine = rows.filter((each) => each.outcome === outcome && each.kind === kind)
  const places = [...new Map(mine.map((each) => [each.place, each.name ?? ''])).entries()].sort(([a], [b]) => a - b)
  const causes = [...new Set(mine.map((each) => each.cause))]
  return {
    places: places.map(([, name]) => name),
    series: causes.map((cause) => ({
      name: causeWords(cause),
      values: places.map(([place]) => mine.find((each) => each.cause === cause && each.place === place)?.persons ?? null),
    })),
  }
}
