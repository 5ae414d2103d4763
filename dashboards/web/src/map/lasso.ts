import type { Cloud } from './raster'

export type Polygon = [number, number][]

const MOST_CORNERS = 48

/** By even and odd crossings. */
export function holds(polygon: Polygon, x: number, y: number): boolean {
  let within = false
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [xi, yi] = polygon[i]
    const [xj, yj] = polygon[j]
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) within = !within
  }
  return within
}

/** 1 for each point inside. */
export function members({ x, y }: Cloud, polygon: Polygon): Uint8Array {
  const found = new Uint8Array(x.length)
  const xs = polygon.map(([each]) => each)
  const ys = polygon.map(([, each]) => each)
  const [left, right] = [Math.min(...xs), Math.max(...xs)]
  const [bottom, top] = [Math.min(...ys), Math.max(...ys)]
  for (let i = 0; i < x.length; i++) {
    if (x[i] < left || x[i] > right || y[i] < bottom || y[i] > top) continue
    if (holds(polygon, x[i], y[i])) found[i] = 1
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
