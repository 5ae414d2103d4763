import { describe, expect, it } from 'vitest'
import { counts, flagged, marked, nearest } from '../../src/lib/confusion'
import { labelled, lanes, years, type Fact } from '../../src/lib/life'
import { masked, paintByValue, place, scaleOf, ELSEWHERE, UNKNOWN } from '../../src/map/paints'
import { labels, type Token } from '../../src/map/tokens'

describe('the confusion matrix', () => {
  const point = { recall: 5 / 21, falsePositiveRate: 10 / 265, precision: 1 / 3 }

  it('has whole people, who add up', () => {
    const matrix = counts(point, 286, 21)
    expect(matrix).toEqual({ truePositives: 5, falsePositives: 10, falseNegatives: 16, trueNegatives: 255 })
    expect(flagged(matrix)).toBe(15)
  })

  it('marks what is too small to leave', () => {
    expect(marked(9, 10)).toBe('9 †')
    expect(marked(10, 10)).toBe('10')
  })

  it('is found by the share that is flagged', () => {
    const all = { recall: 1, falsePositiveRate: 1, precision: 21 / 286 }
    expect(nearest([point, all], 0.06, 286, 21)).toBe(0)
    expect(nearest([point, all], 0.9, 286, 21)).toBe(1)
  })
})

describe('a life', () => {
  const fact = (register: string, attribution: number | null, row = 0): Fact => ({
    fact: register + '/' + row,
    register,
    occurred: '2000-01-01',
    until: null,
    recorded: '2000-02-01T00:00:00Z',
    revision: 1,
    kind: 'ASSERTED',
    background: false,
    superseded: false,
    tokens: [],
    attribution,
  })

  it('has the fullest lane first', () => {
    expect(lanes([fact('b', 0), fact('a', 0), fact('a', 0, 1)])).toEqual(['a', 'b'])
  })

  it('counts years from birth', () => {
    expect(years('1950-01-01', '2000-01-01')).toBeCloseTo(50, 1)
  })

  it('names those that pull most, where there is room', () => {
    const facts = [fact('a', 0.9), fact('b', 0.8, 1), fact('c', -0.7, 2), fact('d', null, 3)]
    const at: Record<string, number> = { 'a/0': 10, 'b/1': 20, 'c/2': 12, 'd/3': 500 }
    expect(labelled(facts, (each) => at[each.fact], 9, 50).map((each) => each.fact)).toEqual(['a/0', 'c/2'])
  })
})

describe('paint', () => {
  const values = Float32Array.of(0.01, 0.1, 0.5, NaN)

  it('rises with the value and sets the unknown apart', () => {
    const paint = paintByValue(values, scaleOf(values, true))
    expect(paint[0]).toBeLessThan(paint[1])
    expect(paint[1]).toBeLessThan(paint[2])
    expect(paint[3]).toBe(UNKNOWN)
  })

  it('steps by log-odds', () => {
    expect(place({ low: 0.1, high: 0.9, odds: true }, 0.5)).toBeCloseTo(0.5)
  })

  it('greys those outside a selection and the uncertain', () => {
    expect([...masked(Uint8Array.of(1, 2, 3), Uint8Array.of(1, 0, 1), Uint8Array.of(0, 0, 1))]).toEqual([1, ELSEWHERE, UNKNOWN])
  })
})

describe('names on the map of concepts', () => {
  it('do not cover each other; those of more people stay', () => {
    const token = (name: string, x: number, persons: number): Token => ({ token: name, register: 'r', x, y: 0, persons, stability: null })
    const found = labels([token('RARE', 0, 10), token('COMMON', 5, 99), token('FAR', 900, 1)], (each) => [each.x, 50], () => 3, 10)
    expect(found.map((each) => each.token.token)).toEqual(['COMMON', 'FAR'])
  })
})
