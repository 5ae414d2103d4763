const GROUPED = new Intl.NumberFormat('en-GB')

export function integer(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : GROUPED.format(Math.round(value))
}

/** Empty between whole numbers, so that no tick of an axis is named twice. */
export function whole(value: number): string {
  return Number.isInteger(value) ? integer(value) : ''
}

/** What cannot be computed is the text NaN in the server's JSON. */
export function isKnown(value: unknown): value is number {
  return typeof value === 'number' && !Number.isNaN(value)
}

/** 0.123 as 12.3 %; small shares keep two figures. */
export function percent(value: number | null | undefined, digits?: number): string {
  if (!isKnown(value)) return '–'
  const hundred = value * 100
  const places = digits ?? (hundred !== 0 && Math.abs(hundred) < 1 ? 2 : 1)
  return hundred.toFixed(places) + ' %'
}

export function number(value: number | null | undefined, digits = 3): string {
  return isKnown(value) ? value.toFixed(digits) : '–'
}

export interface Interval {
  estimate: number
  low: number
  high: number
}

export function interval(value: Interval | null | undefined, digits = 3): string {
  return value && isKnown(value.estimate) ? `${number(value.estimate, digits)} [${number(value.low, digits)}, ${number(value.high, digits)}]` : '–'
}

const SPANS: [number, string][] = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
  [1_000, 'second'],
]

/** How long ago, or ahead, in the largest unit that fits. */
export function ago(instant: string | null, now = Date.now()): string {
  if (!instant) return '–'
  const passed = now - Date.parse(instant)
  const [span, unit] = SPANS.find(([each]) => Math.abs(passed) >= each) ?? SPANS[SPANS.length - 1]
  const count = Math.round(Math.abs(passed) / span)
  const words = `${count} ${unit}${count === 1 ? '' : 's'}`
  return passed >= 0 ? words + ' ago' : 'in ' + words
}

export function day(instant: string | null | undefined): string {
  return instant ? instant.slice(0, 10) : '–'
}

export function moment(instant: string | null | undefined): string {
  return instant ? instant.slice(0, 10) + ' ' + instant.slice(11, 16) : '–'
}

export function short(id: string | null | undefined): string {
  return id ? id.slice(0, 8) : '–'
}

/** death-4y as "Death, 4 years". */
export function outcomeWords(outcome: string): string {
  const match = outcome.match(/^(.*)-(\d+)(y|m|d)$/)
  const name = (match ? match[1] : outcome).replaceAll('-', ' ')
  const words = name.charAt(0).toUpperCase() + name.slice(1)
  if (!match) return words
  const unit = { y: 'year', m: 'month', d: 'day' }[match[3] as 'y' | 'm' | 'd']
  return `${words} within ${match[2]} ${unit}${match[2] === '1' ? '' : 's'}`
}
