import type { Cloud } from './raster'

export type Polygon = [number, number][]

const MOST_CORNERS = 48

/** By even and odd crossings. */
export function holds(polygon: Polygon, x: number, y: number): boolean {
  return members({ x: Float32Array.of(x), y: Float32Array.of(y) }, polygon)[0] === 1
}

/** 1 for each point inside. */
export function members({ x, y }: Cloud, polygon: Polygon): Uint8Array {
  const found = new Uint8Array(x.length)
  const corners = polygon.length
  const xs = Float64Array.from(polygon, ([each]) => each)
  const ys = Float64Array.from(polygon, ([, each]) => each)
  // How far an edge goes to the side for each step up.
  const slopes = xs.map((each, i) => (xs[(i + 1) % corners] - each) / (ys[(i + 1) % corners] - ys[i]))
  const [left, right] = [Math.min(...xs), Math.max(...xs)]
  const [bottom, top] = [Math.min(...ys), Math.max(...ys)]
  for (let i = 0; i < x.length; i++) {
    const px = x[i]
    const py = y[i]
    if (px < left || px > right || py < bottom || py > top) continue
    let within = 0
    let above = ys[0] > py
    for (let edge = 0; edge < corners; edge++) {
      const next = ys[edge + 1 === corners ? 0 : edge + 1] > py
      if (next !== above && px < xs[edge] + slopes[edge] * (py - ys[edge])) within ^= 1
      above = next
    }
    found[i] = within
  }
  return found
}

/** Fewer corners: those stay that the line between their neighbours misses by most. */
export function simplified(polygon: Polygon, most = MOST_CORNERS): Polygon {
  const kept = [...polygon]
  while (kept.length > most) {
    let least = Infinity
    let at = 0
    for (let i = 0; i < kept.length; i++) {
      const area = triangle(kept[(i + kept.length - 1) % kept.length], kept[i], kept[(i + 1) % kept.length])
      if (area < least) {
        least = area
        at = i
      }
    }
    kept.splice(at, 1)
  }
  return kept
}

function triangle([ax, ay]: [number, number], [bx, by]: [number, number], [cx, cy]: [number, number]): number {
  return Math.abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay))
}

export function written(polygon: Polygon): string {
  return polygon.map(([x, y]) => `${round(x)},${round(y)}`).join('_')
}

function round(value: number): number {
  return Number(value.toPrecision(6))
}

/** Null where the text is none. */
export function read(text: string | undefined): Polygon | null {
  if (!text) return null
  const corners = text.split('_').map((corner) => corner.split(',').map(Number) as [number, number])
  return corners.length >= 3 && corners.every((corner) => corner.length === 2 && corner.every(Number.isFinite)) ? corners : null
}
