import { describe, expect, it } from 'vitest'
import { FIGURES, extended, rows, span, stretches, told, type Course } from '../../src/lib/course'
import { hours } from '../../src/lib/hours'
import { command, summed, words } from '../../src/lib/rejected'

const START = Date.parse('2026-01-01T12:00:00Z')
const at = (seconds: number) => new Date(START + seconds * 1000).toISOString()

/** Lag at each instant; of other figures nothing is known. */
function course(samples: [number, number | null][], most = 2160): Course {
  const columns = Object.fromEntries(FIGURES.map((figure) => [figure, samples.map(() => null)]))
  return { every_seconds: 10, most, at: samples.map(([seconds]) => at(seconds)), ...columns, records_lag: samples.map(([, lag]) => lag) } as Course
}

describe('the course of the stream', () => {
  it('goes on with what is newer, without what was there, and no longer than the server keeps', () => {
    const grown = extended(course([[0, 1], [10, 2], [20, 3]]), course([[20, 3], [30, 4]], 3))
    expect(grown.at).toEqual([at(10), at(20), at(30)])
    expect(grown.records_lag).toEqual([2, 3, 4])
    expect(grown.restarts).toHaveLength(3)
    expect(extended(course([]), course([[0, 1]])).records_lag).toEqual([1])
    expect(extended(course([[0, 1]]), course([])).records_lag).toEqual([1])
  })

  it('is broken where a sample has no figure, and where none was taken', () => {
    const broken = course([[0, 1], [10, 2], [20, null], [30, 4], [90, 5], [100, 6]])
    expect(stretches(broken, 'records_lag').map((stretch) => stretch.map((place) => place.value))).toEqual([[1, 2], [4], [5, 6]])
    expect(stretches(broken, 'restarts')).toEqual([])
  })

  it('is told by the newest and the greatest that are known', () => {
    expect(told(course([[0, 7], [10, 2], [20, null]]), 'records_lag')).toEqual({ last: 2, most: 7 })
    expect(told(course([[0, null]]), 'records_lag')).toBeNull()
  })

  it('is drawn over five minutes at least', () => {
    expect(span(course([[0, 1]]))).toEqual([START - 300_000, START])
    expect(span(course([[0, 1], [900, 1]]))).toEqual([START, START + 900_000])
  })

  it('has its newest row first', () => {
    expect(rows(course([[0, 1], [10, null]]), ['records_lag'])).toEqual([
      { at: at(10), records_lag: null },
      { at: at(0), records_lag: 1 },
    ])
  })
})

describe('hours', () => {
  it('without anything are there too, a dozen at least', () => {
    const bars = hours([{ hour: at(0), count: 2 }, { hour: at(0), count: 3 }], START + 3_600_000)
    expect(bars).toHaveLength(12)
    expect(bars.slice(-2)).toEqual([{ hour: START, count: 5 }, { hour: START + 3_600_000, count: 0 }])
    expect(hours([], START)).toHaveLength(12)
  })
})

describe('rejected rows', () => {
  it('are told by what was taken and why others were not', () => {
    const refused = { register: 'vital', reason: 'UNPARSEABLE_DATE', why: 'column exit_date is no date', rows: 2 }
    expect(words({ taken: 1, events: 3, still_refused: [] })).toEqual(['1 row taken, 3 events sent.'])
    expect(words({ taken: 0, events: 0, still_refused: [refused] })).toEqual(['None was taken.', '2 rows still refused: column exit_date is no date.'])
    expect(words({ taken: 0, events: 0, still_refused: [] })).toEqual(['Nothing waited any more.'])
  })

  it('have a command that does the same', () => {
    expect(command({ register: 'vital', reason: 'UNKNOWN_CODE' })).toBe('norn rejected replay --study … --register vital --reason UNKNOWN_CODE')
    expect(command({ register: null, reason: 'EMPTY_FILE' })).toBe('norn rejected replay --study … --reason EMPTY_FILE')
  })

  it('are summed over hours with the last of them', () => {
    const hour = (seconds: number, register: string | null, events: number) => ({ hour: at(seconds), register, reason: 'X', events })
    expect(summed([hour(3600, 'b', 1), hour(0, 'b', 2), hour(0, null, 4)])).toEqual([
      { register: 'b', reason: 'X', events: 3, last_received: at(3600) },
      { register: null, reason: 'X', events: 4, last_received: at(0) },
    ])
  })
})
