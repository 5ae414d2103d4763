/** What asked to leave, and what may. */
import { get } from './api'
import type { Evaluation } from './types'

export interface Output {
  id: string
  state: 'WAITING' | 'APPROVED' | 'REFUSED'
  kind: 'TABLE' | 'SCORING_REPORT' | 'COMPARISON' | 'EVALUATION'
  about: string
  asked_by: string
  project: string | null
  purpose: string
  asked_at: string
  rules: Record<string, unknown>
  sha256: string
  decided_by: string | null
  decided_at: string | null
  reason: string | null
  content?: unknown
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
}

/** The report of a run where it may be shown to the caller. */
export async function reportOf(run: string): Promise<ScoringReport | null> {
  const all = await get<Output[]>('/api/v1/outputs')
  const asked = all.filter((each) => each.kind === 'SCORING_REPORT' && each.about === run && each.state !== 'REFUSED').at(-1)
  if (!asked) return null
  const whole = await get<Output>('/api/v1/outputs/' + asked.id)
  return (whole.content as ScoringReport | undefined) ?? null
}
