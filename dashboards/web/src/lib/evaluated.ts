/** What the figures of one evaluated outcome share. */
import { integer, isKnown, percent, type Interval } from './format'
import type { CurvePoint, Evaluated, Figures } from './types'
import { counts } from './confusion'

const COLOURS = ['var(--c-blue)', 'var(--c-red)', 'var(--c-yellow)', 'var(--c-purple)', 'var(--c-green)', 'var(--c-cyan)', 'var(--c-orange)']

/** The model first, then every baseline. */
export function modelsOf(evaluated: Evaluated): Figures[] {
  return [evaluated.model, ...evaluated.baselines.map((each) => each.figures)]
}

/** Of a model among those of the outcome, the same in every figure. */
export function colourOf(evaluated: Evaluated, title: string): string {
  return COLOURS[modelsOf(evaluated).findIndex((each) => each.title === title)] ?? 'var(--c-grey)'
}

export function population(evaluated: Evaluated): string {
  return `${integer(evaluated.people)} people of the test split · ${integer(evaluated.positives)} with the outcome (${percent(evaluated.baseRate)})`
}

export function curveOf(evaluated: Evaluated) {
  return evaluated.more.curves.find((each) => each.title === evaluated.model.title) ?? evaluated.more.curves[0]
}

/** Whether the confusion matrix at the point has a cell of fewer people than least. */
export function isSmall(point: CurvePoint, evaluated: Evaluated, least: number): boolean {
  return Object.values(counts(point, evaluated.people, evaluated.positives)).some((cell) => cell < least)
}

/** Whether an interval has all that is drawn of it. */
export function drawable(value: Interval | null | undefined): boolean {
  return !!value && isKnown(value.estimate) && isKnown(value.low) && isKnown(value.high)
}

export const METRICS: { key: string; title: string; better: 'high' | 'low' | number }[] = [
  { key: 'AUROC', title: 'AUROC', better: 'high' },
  { key: 'AUPRC', title: 'AUPRC', better: 'high' },
  { key: 'BRIER', title: 'Brier score', better: 'low' },
  { key: 'LOG_LOSS', title: 'log loss', better: 'low' },
  { key: 'CALIBRATION_SLOPE', title: 'calibration slope', better: 1 },
  { key: 'CALIBRATION_IN_THE_LARGE', title: 'observed − predicted', better: 0 },
  { key: 'ICI', title: 'ICI', better: 'low' },
]

function far(value: Interval | undefined, better: 'high' | 'low' | number): number {
  if (!value || !isKnown(value.estimate)) return Infinity
  if (better === 'high') return -value.estimate
  return better === 'low' ? value.estimate : Math.abs(value.estimate - better)
}

/** Title of the model with the best estimate, the first of several. */
export function bestOf(models: Figures[], key: string, better: 'high' | 'low' | number): string {
  return models.reduce((best, each) => (far(each.metrics[key], better) < far(best.metrics[key], better) ? each : best)).title
}
