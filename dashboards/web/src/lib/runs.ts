/** What is known of a finished scoring run. */
import { Refusal, get } from './api'
import type { CohortFile, OutcomeFile } from './definitions'
import type { Evaluation, Run } from './types'

export interface Definition {
  cohort?: CohortFile
  outcomes?: OutcomeFile[]
  abstention?: { method?: string; risk?: number; doubt?: number } | null
  registers?: string[]
}

export interface DefinedRun extends Run {
  /** Null of a run of before definitions were kept. */
  definition: Definition | null
  started: string
  finished: string
}

export interface Decile {
  decile: number
  people: number | null
  meanPredicted: number | null
  observed: number | null
}

export interface ScoringReport {
  people: number
  peopleRead: number
  rules: { people: number | null; words: string }[]
  outcomes: { outcome: string; baseRate: number | null; meanPredicted: number | null; predicted: number | null; deciles: Decile[] }[]
  evaluation?: Evaluation | null
  notEvaluated?: Record<string, string>
}

export const about = (run: string) => '/api/v1/runs/' + encodeURIComponent(run)

export const definedRun = (run: string) => get<DefinedRun>(about(run))

/** Small cells held back; null of a run of before reports were kept. */
export async function reportOf(run: string): Promise<ScoringReport | null> {
  try {
    return await get<ScoringReport>(about(run) + '/report')
  } catch (why) {
    if (why instanceof Refusal && why.status === 404) return null
    throw why
  }
}
