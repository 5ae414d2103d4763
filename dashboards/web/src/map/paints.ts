/** Which paint each point has. */
import { kind, logit, OTHER, ramp, rgb } from '../lib/colours'
import { Palette } from './raster'

export const STEPS = 200
export const UNKNOWN = 200
export const FIRST_KIND = 210
export const ELSEWHERE = 255

/** A ramp between two numbers. */
export interface Scale {
  low: number
  high: number
  /** Whether steps are of log-odds. */
  odds: boolean
}

/** From the second to the 98th hundredth of those that are known. */
export function scaleOf(values: Float32Array, odds: boolean): Scale {
  const step = Math.max(1, Math.floor(values.length / 50_000))
  const some = values.filter((value, i) => i % step === 0 && !Number.isNaN(value)).sort()
  if (some.length === 0) return { low: 0, high: 1, odds }
  const at = (share: number) => some[Math.min(some.length - 1, Math.floor(share * some.length))]
  return { low: at(0.02), high: Math.max(at(0.98), at(0.02) + 1e-6), odds }
}

export function place({ low, high, odds }: Scale, value: number): number {
  const of = odds ? logit : Number
  return Math.min(1, Math.max(0, (of(value) - of(low)) / (of(high) - of(low))))
}

export function paintByValue(values: Float32Array, scale: Scale): Uint8Array {
  return Uint8Array.from(values, (value) => (Number.isNaN(value) ? UNKNOWN : Math.round(place(scale, value) * (STEPS - 1))))
}

export function paintByMember(member: Uint8Array): Uint8Array {
  return Uint8Array.from(member, (each) => (each ? FIRST_KIND + 1 : UNKNOWN))
}

/** Those outside a selection are greyed, not hidden; the uncertain have no colour of their own. */
export function masked(paint: Uint8Array, members: Uint8Array | null, uncertain: Uint8Array | null): Uint8Array {
  if (!members && !uncertain) return paint
  return paint.map((each, i) => (members && !members[i] ? ELSEWHERE : uncertain?.[i] ? UNKNOWN : each))
}

export function palette(dark: boolean): Palette {
  const found = new Palette()
  for (let step = 0; step < STEPS; step++) found.set(step, ramp(step / (STEPS - 1), dark))
  found.set(UNKNOWN, rgb(dark ? OTHER.dark : '#aab1bf'), 0.7)
  for (let i = 0; i < 9; i++) found.set(FIRST_KIND + i, rgb(kind(i, dark)))
  found.set(ELSEWHERE, rgb(dark ? '#4b5364' : '#c6ccd6'), 0.35)
  return found
}
