import type { Counts, CurvePoint } from './types'

/** The confusion matrix at a point of the ROC curve, whose rates are shares of whole people. */
export function counts(point: CurvePoint, people: number, positives: number): Counts {
  const truePositives = Math.round(point.recall * positives)
  const falsePositives = Math.round(point.falsePositiveRate * (people - positives))
  return {
    truePositives,
    falsePositives,
    falseNegatives: positives - truePositives,
    trueNegatives: people - positives - falsePositives,
  }
}

export function flagged({ truePositives, falsePositives }: Counts): number {
  return truePositives + falsePositives
}

/** A count, with a mark where it is too small to leave. */
export function marked(count: number, least: number): string {
  return count.toLocaleString('en-GB') + (count < least ? ' †' : '')
}

/** The point of the curve whose flagged share is nearest. */
export function nearest(points: CurvePoint[], share: number, people: number, positives: number): number {
  let best = 0
  let distance = Infinity
  points.forEach((point, i) => {
    const off = Math.abs(flagged(counts(point, people, positives)) / people - share)
    if (off < distance) {
      best = i
      distance = off
    }
  })
  return best
}
