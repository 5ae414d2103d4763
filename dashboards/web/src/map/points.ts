import { tableFromIPC, type Batch, type Column } from '@uwdata/flechette'
import { Grid } from './grid'

/**
 * The points of a map, those near each other side by side, so that drawing them goes through the picture in order; a
 * number that is not there is NaN.
 */
export interface Points {
  point: Int32Array
  x: Float32Array
  y: Float32Array
  probability: Float32Array
  age: Float32Array
  true_probability: Float32Array
  uncertain: Uint8Array
  placed_later: Uint8Array
  member: Uint8Array | null
}

/** Reads buffers as they came: a million values one by one through nulls take seconds. */
export function decode(stream: Uint8Array): Points {
  const table = tableFromIPC(stream)
  const floats = (name: string) => {
    const found = new Float32Array(table.numRows).fill(NaN)
    each(table.getChild(name), (batch, from) => {
      found.set(batch.values.subarray(0, batch.length) as Float32Array, from)
      if (batch.nullCount === 0) return
      for (let i = 0; i < batch.length; i++) if (!bit(batch.validity, i)) found[from + i] = NaN
    })
    return found
  }
  const flags = (name: string) => {
    const found = new Uint8Array(table.numRows)
    each(table.getChild(name), (batch, from) => {
      for (let i = 0; i < batch.length; i++) found[from + i] = bit(batch.values as Uint8Array, i)
    })
    return found
  }
  const point = new Int32Array(table.numRows)
  each(table.getChild('point'), (batch, from) => point.set(batch.values.subarray(0, batch.length) as Int32Array, from))
  const cloud = { x: floats('x'), y: floats('y') }
  const points: Points = {
    point,
    ...cloud,
    probability: floats('probability'),
    age: floats('age'),
    true_probability: floats('true_probability'),
    uncertain: flags('uncertain'),
    placed_later: flags('placed_later'),
    member: table.getChild('member') ? flags('member') : null,
  }
  return inOrder(points, new Grid(cloud).order)
}

function inOrder(points: Points, order: Uint32Array): Points {
  const taken = <T extends Int32Array | Float32Array | Uint8Array>(from: T): T => {
    const to = from.slice() as T
    for (let i = 0; i < order.length; i++) to[i] = from[order[i]]
    return to
  }
  return {
    point: taken(points.point),
    x: taken(points.x),
    y: taken(points.y),
    probability: taken(points.probability),
    age: taken(points.age),
    true_probability: taken(points.true_probability),
    uncertain: taken(points.uncertain),
    placed_later: taken(points.placed_later),
    member: points.member && taken(points.member),
  }
}

function each(column: Column<unknown> | null | undefined, use: (batch: Batch<unknown>, from: number) => void): void {
  let from = 0
  for (const batch of column?.data ?? []) {
    use(batch, from)
    from += batch.length
  }
}

/** Of a packed list, least significant first. */
function bit(bytes: Uint8Array, i: number): number {
  return (bytes[i >> 3] >> (i & 7)) & 1
}
