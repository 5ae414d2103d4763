import { describe, expect, it } from 'vitest'
import { cohortWords, fact, outcomeSentences, period } from '../../src/lib/definitions'

describe('definitions in words', () => {
  it('says a fact', () => {
    expect(fact({ register: 'health', field: 'diagnosis', values: ['E11'], within: 'P1Y', times: 2 })).toBe('2 facts of health, diagnosis E11 in the last 1 year')
    expect(fact({ register: 'labour', holding: true })).toBe('a fact of labour that holds on the landmark')
  })

  it('says a cohort', () => {
    expect(
      cohortWords({ cohort: 'adults', landmark: '2015-12-31', 'known-by': '2016-06-30T00:00:00Z', age: { from: 30, to: 90 }, absent: [{ register: 'vital' }] }),
    ).toEqual(['Seen from the end of 2015-12-31', 'as the registers knew it by 2016-06-30', 'aged 30 to 90, whole years', 'without a fact of vital'])
  })

  it('says an outcome', () => {
    expect(
      outcomeSentences({
        outcome: 'death-4y',
        horizon: 'P4Y',
        counts: [{ register: 'vital', field: 'event', values: ['DEATH'] }],
        censors: [{ register: 'vital', field: 'event', values: ['EMIGRATION'] }],
      }),
    ).toEqual([
      'Happens when there is a fact of vital, event DEATH',
      'within 4 years after the landmark',
      'not known where observation ends first by a fact of vital, event EMIGRATION',
    ])
  })

  it('leaves a period that it cannot read', () => {
    expect(period('P1Y6M')).toBe('P1Y6M')
  })
})
