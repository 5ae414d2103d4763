/** How a question is asked without the console. */
import { path, type Query } from './query'

export interface Question {
  /** Of the API. */
  path: string
  query?: Query
  body?: unknown
  /** The same in SQL, over the research views; null where only the API answers it. */
  sql: string | null
}

export const LANGUAGES = ['SQL', 'Python', 'R'] as const
export type Language = (typeof LANGUAGES)[number]

export function code(question: Question, language: Language, origin: string): string {
  if (language === 'SQL') return question.sql ?? '-- only the API answers this: see Python and R'
  const url = origin + path(question.path, question.query)
  return language === 'Python' ? python(url, question.body) : r(url, question.body)
}

function python(url: string, body: unknown): string {
  const call = body === undefined ? `requests.get(url, headers=headers)` : `requests.post(url, headers=headers, json=body)`
  return [
    'import os, requests',
    '',
    `url = ${JSON.stringify(url)}`,
    'headers = {"Authorization": "Bearer " + os.environ.get("NORN_TOKEN", ""), "Norn-Purpose": os.environ.get("NORN_PURPOSE", "")}',
    ...(body === undefined ? [] : [`body = ${JSON.stringify(body)}`]),
    `answer = ${call}`,
    'answer.raise_for_status()',
    'answer = answer.json()',
  ].join('\n')
}

function r(url: string, body: unknown): string {
  return [
    'library(httr2)',
    '',
    `answer <- request(${JSON.stringify(url)}) |>`,
    '  req_headers(Authorization = paste("Bearer", Sys.getenv("NORN_TOKEN")), `Norn-Purpose` = Sys.getenv("NORN_PURPOSE")) |>',
    ...(body === undefined ? [] : [`  req_body_raw('${JSON.stringify(body)}', "application/json") |>`]),
    '  req_perform() |>',
    '  resp_body_json(simplifyVector = TRUE)',
  ].join('\n')
}

export function literal(text: string): string {
  return "'" + text.replaceAll("'", "''") + "'"
}
