export interface Fact {
  fact: string
  register: string
  background: boolean
  occurred: string
  until: string | null
  recorded: string
  revision: number
  kind: 'ASSERTED' | 'RETRACTED'
  superseded: boolean
  tokens: string[]
  attribution: number | null
}

export interface Life {
  person: string
  release: string
  landmark: string
  born: string | null
  known_by: string | null
  versions_known: string[]
  facts: Fact[]
  probability: number | null
  calibrated: boolean
  completeness_gap: number | null
  base_rate: number | null
}

export interface WhatIf {
  probability: number
  low: number
  high: number
  before: number
  before_low: number
  before_high: number
  support: { inside: boolean; distance: number; limit: number; words: string }
}

const YEAR = 365.25 * 86_400_000

export function years(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / YEAR
}

/** Registers with the most facts first. */
export function lanes(facts: Fact[]): string[] {
  const counts = new Map<string, number>()
  for (const { register } of facts) counts.set(register, (counts.get(register) ?? 0) + 1)
  return [...counts].sort((one, other) => other[1] - one[1] || one[0].localeCompare(other[0])).map(([register]) => register)
}

/** The facts that pull most, for which labels are found that do not cover each other. */
export function labelled(facts: Fact[], x: (fact: Fact) => number, most: number, apart: number): Fact[] {
  const kept: Fact[] = []
  const byPull = facts.filter((fact) => fact.attribution !== null).sort((one, other) => Math.abs(other.attribution!) - Math.abs(one.attribution!))
  for (const fact of byPull) {
    if (kept.length === most) break
    const sameSide = kept.filter((each) => each.attribution! > 0 === fact.attribution! > 0)
    if (sameSide.every((each) => Math.abs(x(each) - x(fact)) > apart)) kept.push(fact)
  }
  return kept
}
