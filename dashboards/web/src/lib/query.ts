export type Query = Record<string, string | number | null | undefined>

export function path(of: string, query: Query = {}): string {
  const parts = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== '')
  const text = new URLSearchParams(parts.map(([name, value]) => [name, String(value)])).toString()
  return of + (text ? '?' + text : '')
}
