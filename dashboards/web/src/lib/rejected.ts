/** Rows that were refused, and what comes of reading them again. */
import { integer } from './format'

/** As /api/v1/operations/rejected counts them. */
export interface Counted {
  register: string | null
  reason: string
  waiting: number
  replayed: number
}
export interface Replayable {
  can_replay: boolean
  rejected: Counted[]
}
export interface Replayed {
  taken: number
  events: number
  still_refused: { register: string | null; reason: string; why: string; rows: number }[]
}

export function named({ register, reason }: { register: string | null; reason: string }): string {
  return `${register ?? 'no register'}, ${reason}`
}

export function count(rows: number): string {
  return `${integer(rows)} ${rows === 1 ? 'row' : 'rows'}`
}

/** What does the same where the work folder is. */
export function command({ register, reason }: { register: string | null; reason: string }): string {
  return `norn rejected replay --study …${register ? ' --register ' + register : ''} --reason ${reason}`
}

/** One sentence for what was taken, one for each reason why something was not. */
export function words({ taken, events, still_refused }: Replayed): string[] {
  if (taken === 0 && still_refused.length === 0) return ['Nothing waited any more.']
  return [
    taken === 0 ? 'None was taken.' : `${count(taken)} taken, ${integer(events)} ${events === 1 ? 'event' : 'events'} sent.`,
    ...still_refused.map((each) => `${count(each.rows)} still refused: ${each.why}.`),
  ]
}

/** Sums over hours, for callers who are given no other. */
export function summed(hours: { hour: string; register: string | null; reason: string; events: number }[]): Received[] {
  const sums = new Map<string, Received>()
  for (const { hour, register, reason, events } of hours) {
    const key = named({ register, reason })
    const sum = sums.get(key)
    if (!sum) sums.set(key, { register, reason, events, last_received: hour })
    else sums.set(key, { ...sum, events: sum.events + events, last_received: sum.last_received > hour ? sum.last_received : hour })
  }
  return [...sums.values()].sort((a, b) => named(a).localeCompare(named(b)))
}
export interface Received {
  register: string | null
  reason: string
  events: number
  last_received: string
}
