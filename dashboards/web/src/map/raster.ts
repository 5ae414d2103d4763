/**
 * Draws points into an image without a GPU. A pixel's colour is the mean of its points' colours and its
 * lightness follows the logarithm of how many they are, so the order of drawing never matters.
 */
import type { Rgb } from '../lib/colours'
import { tone, WHOLE } from './tones'
import type { Size, View } from './view'

export interface Cloud {
  x: Float32Array
  y: Float32Array
}

/** Colour and weight of each paint: four numbers each, red, green and blue already times the weight. */
export class Palette {
  readonly weighted = new Int32Array(256 * 4)

  /** @param weight more than 0, in steps of a twentieth */
  set(paint: number, [r, g, b]: Rgb, weight = 1): void {
    this.weighted.set([r * weight, g * weight, b * weight, Math.max(1, weight * WHOLE)].map(Math.round), paint * 4)
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

// Of more, a part is drawn while the picture moves, so that it follows the hand.
const POINTS_IN_MOTION = 300_000

/** Of how many points one is drawn in a picture that moves. */
export function partInMotion(points: number): number {
  return Math.max(1, Math.round(points / POINTS_IN_MOTION))
}

export class Raster {
  /** Four a pixel: red, green and blue times the weight, and the weight. */
  #sums = new Int32Array(0)
  /** Where in the sums the pixels with any weight lie: most of a picture is ground, which need not be visited. */
  #touched = new Int32Array(0)
  #count = 0

  /**
   * @param view in device pixels
   * @param paint of each point, into the palette
   * @param out of size.width times size.height pixels
   * @param every of so many points one stands for all, by its weight: for a picture that moves
   * @returns how many points are inside, about as many where not all are looked at
   */
  draw(
    cloud: Cloud,
    paint: Uint8Array,
    palette: Palette,
    view: View,
    size: Size,
    ground: Rgb,
    dark: boolean,
    out: Uint32Array,
    pixelRatio = 1,
    every = 1,
  ): number {
    const pixels = size.width * size.height
    this.#clear(pixels)
    const visible = inside(cloud, view, size, every)
    const covered = disc(visible, pixelRatio)
    const weighted = every === 1 ? palette.weighted : palette.weighted.map((each) => each * every)
    if (covered.length === 1) this.#addPixels(cloud, paint, weighted, view, size, every)
    else this.#addDiscs(cloud, paint, weighted, view, size, every, covered)
    tone(this.#sums, this.#touched, this.#count, ground, dark, out)
    return visible
  }

  #clear(pixels: number): void {
    if (this.#touched.length !== pixels) {
      this.#sums = new Int32Array(pixels * 4)
      this.#touched = new Int32Array(pixels)
    } else {
      const [sums, touched] = [this.#sums, this.#touched]
      for (let i = 0; i < this.#count; i++) sums[touched[i]] = sums[touched[i] + 1] = sums[touched[i] + 2] = sums[touched[i] + 3] = 0
    }
    this.#count = 0
  }

  #addPixels({ x, y }: Cloud, paint: Uint8Array, weighted: Int32Array, view: View, { width, height }: Size, every: number): void {
    const [sums, touched] = [this.#sums, this.#touched]
    let count = 0
    const scale = view.scale
    const left = width / 2 - view.x * scale
    const top = height / 2 + view.y * scale
    for (let i = 0; i < x.length; i += every) {
      const px = x[i] * scale + left
      const py = top - y[i] * scale
      if (px >= 0 && py >= 0 && px < width && py < height) {
        const at = ((py | 0) * width + (px | 0)) << 2
        const from = paint[i] << 2
        if (sums[at + 3] === 0) touched[count++] = at
        sums[at] += weighted[from]
        sums[at + 1] += weighted[from + 1]
        sums[at + 2] += weighted[from + 2]
        sums[at + 3] += weighted[from + 3]
      }
    }
    this.#count = count
  }

  #addDiscs(
    { x, y }: Cloud,
    paint: Uint8Array,
    weighted: Int32Array,
    view: View,
    { width, height }: Size,
    every: number,
    covered: [number, number][],
  ): void {
    const [sums, touched] = [this.#sums, this.#touched]
    let count = 0
    const scale = view.scale
    const left = width / 2 - view.x * scale
    const top = height / 2 + view.y * scale
    const reach = Math.max(...covered.map(([dx]) => dx))
    const steps = Int32Array.from(covered, ([dx, dy]) => (dy * width + dx) << 2)
    for (let i = 0; i < x.length; i += every) {
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
        if (sums[at + 3] === 0) touched[count++] = at
        sums[at] += r
        sums[at + 1] += g
        sums[at + 2] += b
        sums[at + 3] += weight
      }
    }
    this.#count = count
  }
}

function inside({ x, y }: Cloud, view: View, { width, height }: Size, every: number): number {
  const left = view.x - width / 2 / view.scale
  const right = view.x + width / 2 / view.scale
  const bottom = view.y - height / 2 / view.scale
  const top = view.y + height / 2 / view.scale
  let count = 0
  for (let i = 0; i < x.length; i += every) {
    if (x[i] >= left && x[i] < right && y[i] > bottom && y[i] <= top) count++
  }
  return count * every
}
