import type { Interval } from './format'

export interface ReliabilityBin {
  people: number
  meanPredicted: number
  observed: number
  low: number
  high: number
}
export interface Figures {
  title: string
  metrics: Record<string, Interval>
  reliability: ReliabilityBin[]
}
export interface CurvePoint {
  recall: number
  falsePositiveRate: number
  precision: number
}
export interface Decision {
  threshold: number
  netBenefit: Interval
  flaggingAll: number
}
export interface Counts {
  truePositives: number
  falsePositives: number
  trueNegatives: number
  falseNegatives: number
}
export interface Point {
  title: string
  threshold: number
  counts: Counts
  baseRate: number
  precision: Interval | null
  recall: Interval | null
  falsePositiveRate: Interval | null
  numberNeeded: Interval | null
}
export interface Alpha {
  alpha: number
  possible: boolean
  f1: Interval | null
  matthews: Interval | null
  balancedAccuracy: Interval | null
  impliedAuroc: Interval | null
  areaUnderLift: Interval | null
}
export interface Estimates {
  people: number
  positives: number
  observed: number
  predicted: number
  auroc: Interval | null
  brier: Interval | null
  recall: Interval | null
  calibrationSlope: Interval | null
  calibrationIntercept: Interval | null
  observedMinusPredicted: Interval | null
}
export interface Evaluated {
  outcome: string
  people: number
  positives: number
  baseRate: number
  unknown: number | null
  trainBaseRate: number
  model: Figures
  baselines: { figures: Figures; differences: Record<string, Interval> }[]
  more: {
    curves: { title: string; points: CurvePoint[]; decision: Decision[] }[]
    operatingPoints: Point[]
    alphaCurve: Alpha[]
    subgroups: { name: string; groups: { group?: string; name?: string; estimates: Estimates | null }[] }[]
    gaps: { days: number; left: number; models: { name: string; estimates: Estimates | null }[] }[]
  }
  achievable?: { oracle: Figures; people: number }
}
export interface Incidence {
  title: string
  causes: { cause: string; concordance: Interval; integratedBrier: Interval; brier: { day: number; score: Interval }[] }[]
}
export interface ObservedIncidence {
  third: 'LOWEST' | 'MIDDLE' | 'HIGHEST'
  people: number
  meanPredicted: number
  steps: { day: number; atRisk: number; incidence: Interval[] }[]
}
export interface TimeToEvent {
  outcome: string
  people: number
  unknown: number | null
  events: number[]
  censored: number | null
  model: Incidence
  baselines: Incidence[]
  observed?: ObservedIncidence[]
}
export interface Evaluation {
  corpusId: string
  bootstrap: { seed: number; level: number; resamples: number }
  outcomes: Evaluated[]
  timeToEvent?: TimeToEvent[]
}
export interface Release {
  id: string
  vocabulary_hash: string
  corpus_id: string
  landmark: string
  cohort: string
  created: string
  architecture: Record<string, unknown>
  metrics: Evaluation
  card?: string
  embedding_width: number
  active_from: string | null
  active_until: string | null
  active: boolean
}
export interface Run {
  id: string
  release: string
  calibration: string | null
  cohort: string | null
  known_by: string | null
}
export interface MapEntry {
  id: number
  release: string
  kind: 'LIVES' | 'TOKENS'
  method: string
  seed: number
  points: number
  laid_out: number
  neighbours_kept: number | null
  trustworthiness: number | null
  triplets_kept: number | null
  rotated_onto: string | null
  fitted_at: string
}
export interface Selection {
  people: number | null
  elsewhere: number | null
  mean_probability: number | null
  mean_true_probability: number | null
  observed: { people: number; positive: number; rate: number; low: number; high: number } | null
  tokens: {
    token: string
    register: string
    people: number
    share: number
    share_elsewhere: number
    log_odds: number
    low: number
    high: number
  }[]
  concepts: { concept: string; mean: number; mean_elsewhere: number }[]
  hidden: number | null
  rule: string | number | null
}
