import { describe, expect, it } from 'vitest'
import { ago, outcomeWords, percent, whole } from '../../src/lib/format'

describe('format', () => {
  it('keeps two figures of small shares', () => {
    expect(percent(0.0734)).toBe('7.3 %')
    expect(percent(0.00451)).toBe('0.45 %')
    expect(percent(0)).toBe('0.0 %')
    expect(percent(null)).toBe('–')
  })

  it('names no tick between whole numbers', () => {
    expect([0, 0.5, 1, 1.5, 2000].map(whole)).toEqual(['0', '', '1', '', '2,000'])
  })

  it('says an outcome in words', () => {
    expect(outcomeWords('death-4y')).toBe('Death within 4 years')
    expect(outcomeWords('hospital-stay-1m')).toBe('Hospital stay within 1 month')
    expect(outcomeWords('income')).toBe('Income')
  })

  it('says how long ago in the largest unit', () => {
    const now = Date.parse('2026-01-02T00:00:00Z')
    expect(ago('2026-01-01T00:00:00Z', now)).toBe('1 day ago')
    expect(ago('2026-01-01T21:30:00Z', now)).toBe('3 hours ago')
    expect(ago('2026-01-02T00:00:05Z', now)).toBe('in 5 seconds')
  })
})
