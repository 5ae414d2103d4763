/** Cohorts and outcomes in words, from their files as they were. */

export interface FactRule {
  register: string
  field?: string
  values?: string[]
  below?: number
  'at-least'?: number
  within?: string
  times?: number
  holding?: boolean
}

export interface CohortFile {
  cohort: string
  landmark: string | { first: FactRule; from: string; to: string }
  'known-by'?: string | null
  age?: { from?: number | null; to?: number | null } | null
  'minimum-history'?: string | null
  background?: string | null
  absent?: FactRule[]
  present?: FactRule[]
  sample?: { share: number; seed: number } | null
  split?: { seed?: number; train?: number; validation?: number; test?: number; list?: string } | null
}

export interface OutcomeFile {
  outcome: string
  kind?: string
  horizon?: string
  gap?: string | null
  counts?: FactRule[]
  censors?: FactRule[]
  competes?: FactRule[]
  among?: FactRule[]
}

const UNITS: Record<string, string> = { Y: 'year', M: 'month', W: 'week', D: 'day' }

export function period(text: string): string {
  const match = text.match(/^P(\d+)([YMWD])$/)
  return match ? `${match[1]} ${UNITS[match[2]]}${match[1] === '1' ? '' : 's'}` : text
}

export function fact(rule: FactRule): string {
  const what = rule.field ? `${rule.register}, ${rule.field} ${values(rule)}` : `${rule.register}`
  const times = rule.times && rule.times > 1 ? `${rule.times} facts` : 'a fact'
  const when = rule.holding ? ' that holds on the landmark' : rule.within ? ` in the last ${period(rule.within)}` : ''
  return `${times} of ${what}${when}`
}

function values(rule: FactRule): string {
  if (rule.values) return rule.values.join(' or ')
  if (rule.below !== undefined) return `below ${rule.below}`
  return rule['at-least'] !== undefined ? `${rule['at-least']} or more` : 'of any kind'
}

export function cohortWords(of: CohortFile): string[] {
  const found: string[] = []
  found.push(
    typeof of.landmark === 'string'
      ? `Seen from the end of ${of.landmark}`
      : `Seen from the day of the first ${fact(of.landmark.first).replace(/^a /, '')}, from ${of.landmark.from} to ${of.landmark.to}`,
  )
  if (of['known-by']) found.push(`as the registers knew it by ${of['known-by'].slice(0, 10)}`)
  if (of.age) found.push(`aged ${of.age.from ?? 0} to ${of.age.to ?? 'any age'}, whole years`)
  if (of['minimum-history']) found.push(`with a history of ${period(of['minimum-history'])} or more`)
  for (const rule of of.present ?? []) found.push(`with ${fact(rule)}`)
  for (const rule of of.absent ?? []) found.push(`without ${fact(rule)}`)
  if (of.sample) found.push(`a sample of ${of.sample.share * 100} %, seed ${of.sample.seed}`)
  return found
}

export function outcomeSentences(of: OutcomeFile): string[] {
  const found = [`Happens when there is ${(of.counts ?? []).map(fact).join(', or ') || 'a label'}`]
  if (of.horizon) found.push(`within ${period(of.horizon)} after the landmark${of.gap ? `, not counting the first ${period(of.gap)}` : ''}`)
  if (of.among?.length) found.push(`asked only of people with ${of.among.map(fact).join(' and ')}`)
  if (of.competes?.length) found.push(`ruled out by ${of.competes.map(fact).join(', or ')}`)
  if (of.censors?.length) found.push(`not known where observation ends first by ${of.censors.map(fact).join(', or ')}`)
  return found
}
