/** Colours that colour-blind people tell apart (Paul Tol, "Colour Schemes", 2021). */
export type Rgb = [number, number, number]

export function rgb(hex: string): Rgb {
  const value = parseInt(hex.slice(1), 16)
  return [value >> 16, (value >> 8) & 255, value & 255]
}

export function css([r, g, b]: Rgb): string {
  return `rgb(${Math.round(r)} ${Math.round(g)} ${Math.round(b)})`
}

/** At most eight; the ninth kind is "other". */
export const KINDS = [
  { light: '#4477aa', dark: '#6fa3d8' },
  { light: '#d94f61', dark: '#ff8593' },
  { light: '#228833', dark: '#58b868' },
  { light: '#a8972a', dark: '#d9ca5a' },
  { light: '#3a9dc0', dark: '#66ccee' },
  { light: '#aa3377', dark: '#d76aa8' },
  { light: '#c96a1b', dark: '#f29a56' },
  { light: '#332288', dark: '#a99cf0' },
]
export const OTHER = { light: '#7d8594', dark: '#9aa3b2' }

export function kind(index: number, dark: boolean): string {
  const colour = KINDS[index] ?? OTHER
  return dark ? colour.dark : colour.light
}

// What is rare and high stands out of what is common and low, on either ground.
const LIGHT = ['#aecbe6', '#7ea6d8', '#7b7cc4', '#9b4f9f', '#c22f66', '#8a0d1f'].map(rgb)
const DARK = ['#2c4f80', '#4a6fc0', '#8a68cc', '#cf62b4', '#ff7f79', '#ffd884'].map(rgb)

/** Along a ramp from low to high; t from 0 to 1. */
export function ramp(t: number, dark: boolean): Rgb {
  const stops = dark ? DARK : LIGHT
  const place = Math.min(Math.max(t, 0), 1) * (stops.length - 1)
  const left = Math.min(Math.floor(place), stops.length - 2)
  const share = place - left
  return stops[left].map((low, i) => low + share * (stops[left + 1][i] - low)) as Rgb
}

export function logit(p: number): number {
  const q = Math.min(Math.max(p, 1e-6), 1 - 1e-6)
  return Math.log(q / (1 - q))
}
