/** What the operations routes answer, as openapi.yaml and the views have it. */
import type { Question } from '../lib/code'

export const OPERATIONS = '/api/v1/operations/'

export interface Hour {
  hour: string
  release: string
  outcome: string
  changes: number
}
export interface RejectedHour {
  hour: string
  register: string | null
  reason: string
  events: number
}
export interface RegisterTime {
  release: string
  newest_recorded: string
  newest_prediction: string
}
export interface Live {
  release: string
  created: string
  tokens: number
  active_from: string | null
  active_until: string | null
  active: boolean
  kept_until: string | null
}
export interface ScoringRun {
  id: string
  release: string
  cohort: string
  state: string
  started: string
  finished: string | null
  persons: number | null
}
export interface Running {
  processes: number
  answered: number
  records_lag: number | null
  events_per_second: number | null
  event_to_score_ms_p50: number | null
  event_to_score_ms_p95: number | null
  event_to_score_ms_p99: number | null
  encoded: number | null
  restarts: number | null
  checkpoint_age_seconds: number | null
  checkpoint_ms: number | null
  checkpoint_bytes: number | null
  rejected: { reason: string; events: number }[]
}

/** The view behind a route. */
export function asked(view: string): Question {
  return { path: OPERATIONS + view, sql: `SELECT * FROM norn_operations.${view.replaceAll('-', '_')};` }
}
