import type { Component } from 'svelte'
import type { Me } from './session.svelte'
import type { Release } from './types'

/** What every page is given. */
export interface PageProps {
  me: Me
  releases: Release[]
  release: Release | null
  outcome: string | null
}

export interface Page {
  name: string
  title: string
  /** What one finds there. */
  words: string
  group: 'Look' | 'Judge' | 'Run'
  icon: string
  /** Who may open it: this role, or one that covers it. */
  role: Me['role'] | 'any'
  /** Whether it shows rows of persons, which takes a purpose. */
  persons: boolean
  /** Whether a server in mode release has it. */
  leaves: boolean
  load: () => Promise<{ default: Component<PageProps> }>
}

export const PAGES: Page[] = [
  {
    name: 'overview',
    title: 'Overview',
    words: 'Whether all is well.',
    group: 'Look',
    icon: 'M3 11 10 4l7 7M5 9.5V16h10V9.5',
    role: 'viewer',
    persons: false,
    leaves: false,
    load: () => import('../pages/Overview.svelte'),
  },
  {
    name: 'lives',
    title: 'Map of lives',
    words: 'Every person a point, near those whose lives are alike. Lasso a group to see what sets it apart.',
    group: 'Look',
    icon: 'M6 6.5a1 1 0 1 0 .01 0M12 5a1 1 0 1 0 .01 0M9 10a1 1 0 1 0 .01 0M14.5 9.5a1 1 0 1 0 .01 0M5.5 13.5a1 1 0 1 0 .01 0M12 14.5a1 1 0 1 0 .01 0',
    role: 'researcher',
    persons: true,
    leaves: false,
    load: () => import('../pages/Lives.svelte'),
  },
  {
    name: 'concepts',
    title: 'Map of concepts',
    words: 'What the model takes the words of the vocabulary to mean.',
    group: 'Look',
    icon: 'M5 5h5v4H5zM11 11h5v4h-5zM10 7h3v4M7.5 9v4H11',
    role: 'researcher',
    persons: false,
    leaves: false,
    load: () => import('../pages/Concepts.svelte'),
  },
  {
    name: 'life',
    title: 'One life',
    words: 'One history by register, what pulled its prediction, and what if.',
    group: 'Look',
    icon: 'M3 6h14M3 10h14M3 14h14M6 4.5v3M11 8.5v3M8 12.5v3M15 4.5v3',
    role: 'researcher',
    persons: true,
    leaves: false,
    load: () => import('../pages/Life.svelte'),
  },
  {
    name: 'cohorts',
    title: 'Cohorts & outcomes',
    words: 'Who was scored, in words, and how many were left at each step.',
    group: 'Judge',
    icon: 'M4 4h12l-4.5 6v5l-3 1.5V10z',
    role: 'viewer',
    persons: false,
    leaves: false,
    load: () => import('../pages/Cohorts.svelte'),
  },
  {
    name: 'evaluation',
    title: 'Evaluation',
    words: 'Calibration, thresholds, subgroups, and every baseline beside the model.',
    group: 'Judge',
    icon: 'M3 16h14M4 15 16 4M6.5 12a.8.8 0 1 0 .01 0M10 9a.8.8 0 1 0 .01 0M14 5a.8.8 0 1 0 .01 0',
    role: 'viewer',
    persons: false,
    leaves: false,
    load: () => import('../pages/EvaluationPage.svelte'),
  },
  {
    name: 'outputs',
    title: 'What leaves',
    words: 'What asked to leave, and what a checker said.',
    group: 'Judge',
    icon: 'M4 11v5h12v-5M10 13V4M6.5 7.5 10 4l3.5 3.5',
    role: 'any',
    persons: false,
    leaves: true,
    load: () => import('../pages/Outputs.svelte'),
  },
  {
    name: 'stream',
    title: 'Stream',
    words: 'What comes in, what changes, what was refused.',
    group: 'Run',
    icon: 'M2 11c2.5 0 2.5-4 5-4s2.5 7 5 7 2.5-5 6-5',
    role: 'operations',
    persons: false,
    leaves: false,
    load: () => import('../pages/Stream.svelte'),
  },
]

const LADDER: Me['role'][] = ['viewer', 'analyst', 'researcher']

/** As the server decides it, which it does anew at each question. */
export function mayOpen(page: Page, me: Me): boolean {
  if (me.mode === 'release' && !page.leaves) return false
  if (page.role === 'any' || !me.signed_in) return true
  if (!LADDER.includes(me.role) || !LADDER.includes(page.role)) return me.role === page.role
  return LADDER.indexOf(me.role) >= LADDER.indexOf(page.role)
}
