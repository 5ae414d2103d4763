import { describe, expect, it } from 'vitest'
import { Grid } from '../../src/map/grid'
import { holds, members, read, simplified, written, type Polygon } from '../../src/map/lasso'
import { Palette, Raster, type Cloud } from '../../src/map/raster'
import { moved, toMap, toScreen, whole, zoomed } from '../../src/map/view'

const SIZE = { width: 40, height: 30 }

function cloud(points: number, seed = 1): Cloud {
  let state = seed
  const next = () => (state = (state * 48271) % 2147483647) / 2147483647
  return { x: Float32Array.from({ length: points }, next), y: Float32Array.from({ length: points }, next) }
}

function drawn(points: Cloud, paint: Uint8Array, every = 1): Uint32Array {
  const palette = new Palette()
  palette.set(0, [200, 0, 0])
  palette.set(1, [0, 0, 200])
  const out = new Uint32Array(SIZE.width * SIZE.height)
  new Raster().draw(points, paint, palette, { x: 0.5, y: 0.5, scale: 20 }, SIZE, [255, 255, 255], false, out, 1, every)
  return out
}

describe('a drawing', () => {
  it('does not depend on the order of its points', () => {
    const points = cloud(3_000)
    const paint = Uint8Array.from(points.x, (_, i) => i % 2)
    const back: Cloud = { x: points.x.slice().reverse(), y: points.y.slice().reverse() }
    expect(drawn(points, paint)).toEqual(drawn(back, paint.slice().reverse()))
  })

  it('of a part of the points looks like that of all', () => {
    const points = cloud(60_000)
    const { order } = new Grid(points)
    const near: Cloud = { x: points.x.map((_, i) => points.x[order[i]]), y: points.y.map((_, i) => points.y[order[i]]) }
    const red = (picture: Uint32Array) => picture.reduce((sum, pixel) => sum + (pixel & 255), 0) / picture.length
    const green = (picture: Uint32Array) => picture.reduce((sum, pixel) => sum + ((pixel >> 8) & 255), 0) / picture.length
    const paint = near.x.map((x) => (x > 0.5 ? 1 : 0))
    const [all, part] = [drawn(near, Uint8Array.from(paint)), drawn(near, Uint8Array.from(paint), 3)]
    expect(Math.abs(red(all) - red(part))).toBeLessThan(3)
    expect(Math.abs(green(all) - green(part))).toBeLessThan(3)
  })

  it('mixes the colours of a pixel', () => {
    const points = { x: Float32Array.of(0.5, 0.5), y: Float32Array.of(0.5, 0.5) }
    const middle = drawn(points, Uint8Array.of(0, 1))[15 * 40 + 20]
    expect(middle & 255).toBe((middle >> 16) & 255)
    expect(middle & 255).toBeGreaterThan((middle >> 8) & 255)
  })

  it('is darker where more points are', () => {
    const x = Float32Array.from({ length: 101 }, (_, i) => (i === 0 ? 0.1 : 0.9))
    const out = drawn({ x, y: new Float32Array(101).fill(0.5) }, new Uint8Array(101))
    const green = (px: number) => (out[15 * 40 + px] >> 8) & 255
    expect(green(28)).toBeLessThan(green(12))
  })
})

describe('a view', () => {
  it('keeps what is under the pointer when it comes nearer', () => {
    const view = { x: 3, y: -2, scale: 10 }
    const before = toMap(view, SIZE, 7, 9)
    expect(toMap(zoomed(view, SIZE, 7, 9, 2.5), SIZE, 7, 9)).toEqual([expect.closeTo(before[0]), expect.closeTo(before[1])])
  })

  it('goes there and back', () => {
    const view = { x: 3, y: -2, scale: 10 }
    expect(toMap(view, SIZE, ...toScreen(view, SIZE, 1.5, 2.5))).toEqual([1.5, 2.5])
    expect(moved(moved(view, 5, 7), -5, -7)).toEqual(view)
  })

  it('of the whole holds nearly everybody', () => {
    const points = cloud(5_000)
    const view = whole(points.x, points.y, SIZE)
    const seen = [...points.x].filter((x, i) => {
      const [px, py] = toScreen(view, SIZE, x, points.y[i])
      return px >= 0 && px < SIZE.width && py >= 0 && py < SIZE.height
    })
    expect(seen.length).toBeGreaterThan(4_980)
  })
})

describe('the grid', () => {
  it('finds whom looking at everybody finds', () => {
    const points = cloud(2_000)
    const grid = new Grid(points)
    const asked = cloud(200, 7)
    asked.x.forEach((x, i) => {
      const y = asked.y[i]
      const far = [...points.x].map((px, j) => (px - x) ** 2 + (points.y[j] - y) ** 2)
      const least = Math.min(...far)
      const found = grid.nearest(x, y, 0.05)
      if (least <= 0.05 ** 2) expect(far[found]).toBeCloseTo(least, 12)
      else expect(found).toBe(-1)
    })
  })
})

describe('the lasso', () => {
  const SQUARE: Polygon = [[0, 0], [2, 0], [2, 2], [1, 1], [0, 2]]

  it('holds what is inside, its notch left out', () => {
    expect(holds(SQUARE, 0.5, 0.5)).toBe(true)
    expect(holds(SQUARE, 1, 1.5)).toBe(false)
    expect([...members({ x: Float32Array.of(0.5, 1, 3), y: Float32Array.of(0.5, 1.5, 1) }, SQUARE)]).toEqual([1, 0, 0])
  })

  it('survives its address', () => {
    expect(read(written(SQUARE))).toEqual(SQUARE)
    expect(read('1,2_3')).toBeNull()
    expect(read(undefined)).toBeNull()
  })

  it('keeps its corners when it is made simpler', () => {
    const round: Polygon = Array.from({ length: 300 }, (_, i) => [Math.cos(i / 48), Math.sin(i / 48)])
    expect(simplified(round)).toHaveLength(48)
    expect(simplified([...SQUARE.slice(0, 1), [1, 0], ...SQUARE.slice(1)], 5)).toEqual(SQUARE)
  })
})
