/** Questions to the research API, as openapi.yaml has them. */
import { path, type Query } from './query'
import { session } from './session.svelte'

/** Why there is no answer, in the server's words. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly rule: string | null,
    detail: string,
  ) {
    super(detail)
  }
}

async function refusal(response: Response): Promise<Refusal> {
  try {
    const problem = await response.json()
    return new Refusal(response.status, problem.rule ?? null, problem.detail ?? problem.title ?? '')
  } catch {
    return new Refusal(response.status, null, '')
  }
}

async function ask(url: string, init: RequestInit): Promise<Response> {
  const headers = new Headers(init.headers)
  if (session.token) headers.set('Authorization', 'Bearer ' + session.token)
  if (session.purpose) headers.set('Norn-Purpose', session.purpose)
  let response: Response
  try {
    response = await fetch(url, { ...init, headers, credentials: 'omit' })
  } catch {
    throw new Refusal(0, null, 'The server does not answer. Is it running, and can this machine reach it?')
  }
  if (response.ok) return response
  const why = await refusal(response)
  if (why.rule === 'SIGN_IN') session.signedOut()
  throw why
}

export async function get<T>(of: string, query: Query = {}): Promise<T> {
  return (await ask(path(of, query), { headers: { Accept: 'application/json' } })).json()
}

export async function post<T>(of: string, body: unknown): Promise<T> {
  const init = { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }
  return (await ask(of, init)).json()
}

export async function arrow(of: string, query: Query = {}): Promise<Uint8Array> {
  const init = { headers: { Accept: 'application/vnd.apache.arrow.stream' } }
  return new Uint8Array(await (await ask(path(of, query), init)).arrayBuffer())
}
