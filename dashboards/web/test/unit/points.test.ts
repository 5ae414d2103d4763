import { bool, columnFromArray, float32, int32, tableFromColumns, tableToIPC } from '@uwdata/flechette'
import { expect, it } from 'vitest'
import { decode } from '../../src/map/points'

it('points of an Arrow stream lie near each other, each with what is its own, and what is null is not a number', () => {
  const stream = tableToIPC(
    tableFromColumns({
      point: columnFromArray(Int32Array.of(7, 3, 9), int32()),
      x: columnFromArray(Float32Array.of(1.5, 2.5, -3), float32()),
      y: columnFromArray(Float32Array.of(2, 0.25, 0), float32()),
      probability: columnFromArray([0.25, null, 0.5], float32()),
      age: columnFromArray([null, null, null], float32()),
      true_probability: columnFromArray([0.5, 0.25, 0.75], float32()),
      uncertain: columnFromArray([true, false, true], bool()),
      placed_later: columnFromArray([false, false, true], bool()),
    }),
    { format: 'stream' },
  )!
  const points = decode(stream)
  expect([...points.point]).toEqual([9, 3, 7])
  expect([...points.x]).toEqual([-3, 2.5, 1.5])
  expect([...points.y]).toEqual([0, 0.25, 2])
  expect([...points.probability]).toEqual([0.5, NaN, 0.25])
  expect([...points.age]).toEqual([NaN, NaN, NaN])
  expect([...points.uncertain]).toEqual([1, 0, 1])
  expect([...points.placed_later]).toEqual([1, 0, 0])
  expect(points.member).toBeNull()
})
