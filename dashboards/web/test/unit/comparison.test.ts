import { describe, expect, it } from 'vitest'
import { causeWords, differences, series, type Compared } from '../../src/lib/comparison'
import type { DefinedRun } from '../../src/lib/runs'

const run = (changed: Partial<DefinedRun>): DefinedRun => ({
  id: 'a',
  release: 'r1',
  calibration: 'own',
  cohort: 'adults',
  known_by: null,
  definition: { cohort: { cohort: 'adults', landmark: '2015-12-31' }, outcomes: [{ outcome: 'death-4y', horizon: 'P4Y' }], registers: ['vital'] },
  started: '',
  finished: '',
  ...changed,
})

const row = (changed: Partial<Compared>): Compared => ({
  outcome: 'death-4y',
  kind: 'change',
  cause: null,
  place: 0,
  name: 'none',
  persons: 20,
  mean_before: null,
  mean_after: null,
  mean_change: null,
  mean_size: null,
  ...changed,
})

describe('two runs', () => {
  it('that ask for the same have no difference', () => {
    expect(differences(run({}), run({ id: 'b' }))).toEqual([])
  })

  it('differ in words', () => {
    const later = run({
      calibration: 'new',
      definition: { cohort: { cohort: 'adults', landmark: '2015-12-31', sample: { share: 0.5, seed: 1 } }, outcomes: [], registers: ['vital', 'health'] },
    })
    expect(differences(run({}), later)).toEqual([
      { what: 'calibration', before: 'own', after: 'new' },
      { what: 'who', before: '–', after: 'a sample of 50 %, seed 1' },
      { what: 'Death within 4 years', before: 'Happens when there is a label within 4 years after the landmark', after: 'not scored' },
      { what: 'registers', before: 'vital', after: 'vital, health' },
    ])
  })

  it('of which one has no definition differ by release and calibration alone', () => {
    expect(differences(run({}), run({ release: 'r2', definition: null }))).toEqual([{ what: 'release', before: 'r1', after: 'r2' }])
  })

  it('whose cohorts differ in what words leave out are not called the same', () => {
    const other = run({ definition: { ...run({}).definition, cohort: { cohort: 'adults', landmark: '2015-12-31', split: { seed: 2 } } } })
    expect(differences(run({}), other)).toHaveLength(1)
  })
})

describe('changes', () => {
  it('are a series for each cause, what is held back among them', () => {
    const rows = [row({ cause: 'NEW_FACTS' }), row({ cause: 'NEW_FACTS', place: 5, name: 'more than 0.1', persons: null }), row({ cause: 'NOTHING' }), row({ outcome: 'other' })]
    expect(series(rows, 'death-4y', 'change')).toEqual({
      places: ['none', 'more than 0.1'],
      series: [
        { name: 'new, corrected or withdrawn facts', values: [20, null] },
        { name: 'nothing differs', values: [20, null] },
      ],
    })
  })

  it('have their causes in words', () => {
    expect(causeWords('NEW_FACTS + NEW_RELEASE')).toBe('new, corrected or withdrawn facts and another release')
    expect(causeWords(null)).toBe('everybody in both')
  })
})
