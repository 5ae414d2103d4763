import type { Cloud } from './raster'

const CELLS = 256

/** Finds the point nearest to a place, looking only at cells about it. */
export class Grid {
  readonly #cloud: Cloud
  readonly #start = new Uint32Array(CELLS * CELLS + 1)
  /** Indexes of the points, cell by cell. */
  readonly order: Uint32Array
  readonly #left: number
  readonly #bottom: number
  readonly #cell: number

  constructor(cloud: Cloud) {
    this.#cloud = cloud
    const { x, y } = cloud
    let left = Infinity
    let right = -Infinity
    let bottom = Infinity
    let top = -Infinity
    for (let i = 0; i < x.length; i++) {
      left = Math.min(left, x[i])
      right = Math.max(right, x[i])
      bottom = Math.min(bottom, y[i])
      top = Math.max(top, y[i])
    }
    this.#left = left
    this.#bottom = bottom
    this.#cell = Math.max(right - left, top - bottom, 1e-6) / CELLS
    const cells = Uint32Array.from(x, (_, i) => this.#at(x[i], y[i]))
    for (const cell of cells) this.#start[cell + 1]++
    for (let i = 0; i < CELLS * CELLS; i++) this.#start[i + 1] += this.#start[i]
    const next = this.#start.slice()
    this.order = new Uint32Array(x.length)
    cells.forEach((cell, i) => (this.order[next[cell]++] = i))
  }

  #clamp(value: number): number {
    return Math.min(CELLS - 1, Math.max(0, Math.floor(value)))
  }

  #at(x: number, y: number): number {
    return this.#clamp((y - this.#bottom) / this.#cell) * CELLS + this.#clamp((x - this.#left) / this.#cell)
  }

  /** The index of the nearest point within a radius of the map; -1 without one. */
  nearest(x: number, y: number, radius: number): number {
    const { x: xs, y: ys } = this.#cloud
    const low = [this.#clamp((x - radius - this.#left) / this.#cell), this.#clamp((y - radius - this.#bottom) / this.#cell)]
    const high = [this.#clamp((x + radius - this.#left) / this.#cell), this.#clamp((y + radius - this.#bottom) / this.#cell)]
    let best = -1
    let distance = radius * radius
    for (let row = low[1]; row <= high[1]; row++) {
      for (let at = this.#start[row * CELLS + low[0]]; at < this.#start[row * CELLS + high[0] + 1]; at++) {
        const i = this.order[at]
        const far = (xs[i] - x) ** 2 + (ys[i] - y) ** 2
        if (far <= distance) {
          best = i
          distance = far
        }
      }
    }
    return best
  }
}
