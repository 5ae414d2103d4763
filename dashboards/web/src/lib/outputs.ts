/** What asked to leave, and what may. */
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
