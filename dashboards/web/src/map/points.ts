import { tableFromIPC } from '@uwdata/flechette'

/** The points of a map, in the order of the answer; a number that is not there is NaN. */
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

export function decode(stream: Uint8Array): Points {
  const table = tableFromIPC(stream)
  const values = (name: string) => table.getChild(name)
  const floats = (name: string) => {
    const column = values(name)
    return column ? Float32Array.from(column.toArray() as ArrayLike<number | null>, orNaN) : new Float32Array(table.numRows).fill(NaN)
  }
  const flags = (name: string) => Uint8Array.from(values(name)!.toArray() as ArrayLike<boolean>, Number)
  return {
    point: Int32Array.from(values('point')!.toArray() as ArrayLike<number>),
    x: floats('x'),
    y: floats('y'),
    probability: floats('probability'),
    age: floats('age'),
    true_probability: floats('true_probability'),
    uncertain: flags('uncertain'),
    placed_later: flags('placed_later'),
    member: values('member') ? flags('member') : null,
  }
}

function orNaN(value: number | null): number {
  return value === null ? NaN : value
}
