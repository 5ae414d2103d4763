/** Which colour a pixel has, by the colours and the weight of its points. */
import type { Rgb } from '../lib/colours'

/** Weight of one point in full. Whole numbers add up exactly, in any order. */
export const WHOLE = 20

// A pixel of more is toned as one of so many.
const MOST = 400 * WHOLE
const LOGS = Float64Array.from({ length: MOST + 1 }, (_, weight) => Math.log1p(weight / WHOLE))
const FEWEST_DENSE = 3 * WHOLE
const BANDS = 64

/** The weight that all but the fullest half percent of the pixels stay under. */
export function denseWeight(sums: Int32Array, touched: Int32Array, count: number): number {
  const counts = new Uint32Array(BANDS)
  for (let i = 0; i < count; i++) counts[(LOGS[Math.min(sums[touched[i] + 3], MOST)] * 10) | 0]++
  let above = 0
  for (let band = BANDS - 1; band > 0; band--) {
    above += counts[band]
    if (above > count * 0.005) return Math.min(MOST, Math.max(FEWEST_DENSE, Math.round(Math.expm1((band + 1) / 10) * WHOLE)))
  }
  return FEWEST_DENSE
}

/**
 * Colours a picture whose pixels are ground but for those touched: the mean of their points' colours, the deeper
 * the heavier they are, by its logarithm.
 *
 * @param sums four a pixel: red, green and blue times the weight, and the weight in parts of WHOLE
 * @param touched where in the sums the pixels with any weight begin
 */
export function tone(sums: Int32Array, touched: Int32Array, count: number, ground: Rgb, dark: boolean, out: Uint32Array): void {
  const tones = tonesOf(denseWeight(sums, touched, count), ground, dark)
  out.fill(packed(...ground))
  for (let i = 0; i < count; i++) {
    const at = touched[i]
    const weight = sums[at + 3]
    const from = Math.min(weight, MOST) << 2
    const share = tones[from + 3] / weight
    out[at >> 2] = packed(tones[from] + sums[at] * share, tones[from + 1] + sums[at + 1] * share, tones[from + 2] + sums[at + 2] * share)
  }
}

/** By weight: what each channel begins with, and how much of the points' mean colour is added, times WHOLE. */
function tonesOf(dense: number, ground: Rgb, dark: boolean): Float32Array {
  const found = new Float32Array((MOST + 1) * 4)
  const toward = dark ? 255 : 0
  for (let weight = 1; weight <= MOST; weight++) {
    const t = Math.min(1, LOGS[weight] / LOGS[dense])
    const alpha = Math.min(1, weight / WHOLE) * (0.5 + 0.5 * t)
    const deep = 0.16 * t * t
    ground.forEach((each, channel) => (found[4 * weight + channel] = each + alpha * (toward * deep - each)))
    found[4 * weight + 3] = alpha * (1 - deep) * WHOLE
  }
  return found
}

function packed(r: number, g: number, b: number): number {
  return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0
}
