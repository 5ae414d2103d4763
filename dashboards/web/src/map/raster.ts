/**
 * Draws points into an image without a GPU. A pixel's colour is the mean of its points' colours and its
 * lightness follows the logarithm of how many they are, so the order of drawing never matters.
 */
import type { Rgb } from '../lib/colours'
import type { Size, View } from './view'

export interface Cloud {
  x: Float32Array
  y: Float32Array
}

/** Colour and weight of each paint: four numbers each, red, green and blue already times the weight. */
export class Palette {
  readonly weighted = new Float32Array(256 * 4)

  set(paint: number, [r, g, b]: Rgb, weight = 1): void {
    this.weighted.set([r * weight, g * weight, b * weight, weight], paint * 4)
  }
}

/** Offsets of the pixels that one point covers. Few points are drawn as discs, many as single pixels. */
export function disc(visible: number, pixelRatio: number): [number, number][] {
  const radius = (visible > 250_000 ? 0 : visible > 30_000 ? 0.8 : visible > 8_000 ? 1.3 : visible > 900 ? 2.2 : 3.3) * pixelRatio
  const reach = Math.ceil(radius)
  const found: [number, number][] = []
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      if (dx * dx + dy * dy <= radius * radius + 0.4) found.push([dx, dy])
    }
  }
  return found
}

// Logarithms of most weights, to a hundredth: they are asked for at each pixel, twice.
const PARTS = 64
const LOGS = Float32Array.from({ length: 256 * PARTS }, (_, i) => Math.log1p((i + 0.5) / PARTS))

function log(weight: number): number {
  return weight < 256 ? LOGS[(weight * PARTS) | 0] : Math.log1p(weight)
}

export class Raster {
  #sums = new Float32Array(0)

  /**
   * @param view in device pixels
   * @param paint of each point, into the palette
   * @param out of size.width times size.height pixels
   * @returns how many points are inside
   */
  draw(cloud: Cloud, paint: Uint8Array, palette: Palette, view: View, size: Size, ground: Rgb, dark: boolean, out: Uint32Array, pixelRatio = 1): number {
    const pixels = size.width * size.height
    if (this.#sums.length !== pixels * 4) this.#sums = new Float32Array(pixels * 4)
    else this.#sums.fill(0)
    const visible = inside(cloud, view, size)
    const covered = disc(visible, pixelRatio)
    if (covered.length === 1) this.#addPixels(cloud, paint, palette, view, size)
    else this.#addDiscs(cloud, paint, palette, view, size, covered)
    this.#tone(out, pixels, ground, dark)
    return visible
  }

  #addPixels({ x, y }: Cloud, paint: Uint8Array, { weighted }: Palette, view: View, { width, height }: Size): void {
    const sums = this.#sums
    const scale = view.scale
    const left = width / 2 - view.x * scale
    const top = height / 2 + view.y * scale
    for (let i = 0; i < x.length; i++) {
      const px = x[i] * scale + left
      const py = top - y[i] * scale
      if (px >= 0 && py >= 0 && px < width && py < height) {
        const at = ((py | 0) * width + (px | 0)) << 2
        const from = paint[i] << 2
        sums[at] += weighted[from]
        sums[at + 1] += weighted[from + 1]
        sums[at + 2] += weighted[from + 2]
        sums[at + 3] += weighted[from + 3]
      }
    }
  }

  #addDiscs({ x, y }: Cloud, paint: Uint8Array, { weighted }: Palette, view: View, { width, height }: Size, covered: [number, number][]): void {
    const sums = this.#sums
    const scale = view.scale
    const left = width / 2 - view.x * scale
    const top = height / 2 + view.y * scale
    const reach = Math.max(...covered.map(([dx]) => dx))
    const steps = Int32Array.from(covered, ([dx, dy]) => (dy * width + dx) << 2)
    for (let i = 0; i < x.length; i++) {
      const px = (x[i] * scale + left) | 0
      const py = (top - y[i] * scale) | 0
      // Discs that the edge would cut are left out: they would come out on the other side.
      if (px < reach || py < reach || px >= width - reach || py >= height - reach) continue
      const from = paint[i] << 2
      const r = weighted[from]
      const g = weighted[from + 1]
      const b = weighted[from + 2]
      const weight = weighted[from + 3]
      const middle = (py * width + px) << 2
      for (let step = 0; step < steps.length; step++) {
        const at = middle + steps[step]
        sums[at] += r
        sums[at + 1] += g
        sums[at + 2] += b
        sums[at + 3] += weight
      }
    }
  }

  #tone(out: Uint32Array, pixels: number, [gr, gg, gb]: Rgb, dark: boolean): void {
    const sums = this.#sums
    const full = Math.log1p(this.#dense(pixels))
    out.fill(packed(gr, gg, gb))
    const toward = dark ? 255 : 0
    for (let i = 0; i < pixels; i++) {
      const weight = sums[4 * i + 3]
      if (weight === 0) continue
      const t = Math.min(1, log(weight) / full)
      const alpha = Math.min(1, weight) * (0.5 + 0.5 * t)
      const deep = 0.16 * t * t
      const keep = (1 - deep) / weight
      const add = toward * deep
      out[i] = packed(
        gr + alpha * (sums[4 * i] * keep + add - gr),
        gg + alpha * (sums[4 * i + 1] * keep + add - gg),
        gb + alpha * (sums[4 * i + 2] * keep + add - gb),
      )
    }
  }

  /** The weight that all but the fullest half percent of the pixels with any stay under. */
  #dense(pixels: number): number {
    const sums = this.#sums
    const STEPS = 64
    const counts = new Uint32Array(STEPS)
    let all = 0
    for (let i = 3; i < pixels * 4; i += 4) {
      if (sums[i] > 0) {
        counts[Math.min(STEPS - 1, (log(sums[i]) * 5) | 0)]++
        all++
      }
    }
    let above = 0
    for (let step = STEPS - 1; step > 0; step--) {
      above += counts[step]
      if (above > all * 0.005) return Math.max(3, Math.expm1((step + 1) / 5))
    }
    return 3
  }
}

function packed(r: number, g: number, b: number): number {
  return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0
}

function inside({ x, y }: Cloud, view: View, { width, height }: Size): number {
  const left = view.x - width / 2 / view.scale
  const right = view.x + width / 2 / view.scale
  const bottom = view.y - height / 2 / view.scale
  const top = view.y + height / 2 / view.scale
  let count = 0
  for (let i = 0; i < x.length; i++) {
    if (x[i] >= left && x[i] < right && y[i] > bottom && y[i] <= top) count++
  }
  return count
}
